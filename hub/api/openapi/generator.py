"""Writes the schema by drf-spectacular from our own declarations.

It would derive operations from serializers and models; here there are none, and half of the views are not DRF's.
"""

from typing import Any

from drf_spectacular.drainage import warn
from drf_spectacular.generators import SchemaGenerator

from hub.api.openapi.about import DESCRIPTION, TAGS
from hub.api.openapi.codes import labels
from hub.api.openapi.components import Components
from hub.api.openapi.operations import operations
from hub.api.openapi.records import served
from hub.editions.contract import kinds


class DeclaredGenerator(SchemaGenerator):
    def parse(self, input_request: Any, public: bool) -> dict[str, Any]:
        components = Components(labels())
        paths: dict[str, dict[str, Any]] = {}
        for one in operations():
            paths.setdefault(one.path, {})[one.method] = one.document(components)
        self.sections = components.sections
        for path, method in self.served():
            if method.lower() not in paths.get(path, {}):
                warn(f"{method} {path} is served, and hub.api.openapi.operations does not tell of it.")
        return paths

    def served(self) -> list[tuple[str, str]]:
        """What DRF answers: (path, method)."""
        self._initialise_endpoints()  # type: ignore[no-untyped-call]
        endpoints: Any = self.endpoints
        return [(path, method) for path, _, method, _ in endpoints]

    def get_schema(self, request: Any = None, public: bool = False) -> dict[str, Any]:
        schema: dict[str, Any] = super().get_schema(request, public)  # type: ignore[no-untyped-call]
        schema["info"]["description"] = DESCRIPTION
        words = TAGS | tags_of_kinds()
        tags = [{"name": tag, "description": words[tag]} for tag in dict.fromkeys(one.tag for one in operations())]
        return {**schema, "components": in_order(self.sections), "tags": tags}


def tags_of_kinds() -> dict[str, str]:
    return {kind.plural: served(kind)["description"] for kind in kinds() if kind.filterset}


def in_order(sections: dict[str, dict[str, Any]]) -> dict[str, Any]:
    return {section: dict(sorted(parts.items())) for section, parts in sorted(sections.items())}
