"""A bundle as a file to keep. Uses the request."""

import json

from flask import Response

from webapp.bundles.marks import Json


def as_file(bundle: Json, name: str) -> Response:
    text = json.dumps(bundle, ensure_ascii=False, indent=1)
    return Response(text, mimetype="application/fhir+json", headers={"Content-Disposition": f'attachment; filename="{name}"'})
