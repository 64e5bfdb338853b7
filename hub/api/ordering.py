"""Orders that any list can have: by name as the language sorts it, by a date."""

from hub.editions.orders import Ordering, name_key

BY_NAME = Ordering(name_key)
NEWEST_FIRST = Ordering(lambda document: (document["updated_on"], document["slug"]), newest_first=True)
# The name of the order that is explained in the API: what helps most comes first.
RANK = "rank"
