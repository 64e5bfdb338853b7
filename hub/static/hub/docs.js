"use strict";

const page = document.getElementById("docs");

SwaggerUIBundle({
  url: page.dataset.schema,
  domNode: page,
  deepLinking: true,
  defaultModelsExpandDepth: 0,
  displayRequestDuration: true,
  supportedSubmitMethods: ["get"],
  // Nothing is asked of anybody else: the badge would send the schema's address to swagger.io.
  validatorUrl: null,
});
