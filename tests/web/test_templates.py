"""Every template is compiled once for as long as a process lives."""


def test_all_templates_stay_however_many_there_are(app):
    names = app.jinja_env.list_templates(extensions=["html"])
    made = [app.jinja_env.get_template(name) for name in names]
    assert len(names) > 400 and all(app.jinja_env.get_template(name) is one for name, one in zip(names, made, strict=True))
