"""Clinical content signed off in the app: which explanation, rule, prompt or questionnaire, by whom, until when."""
