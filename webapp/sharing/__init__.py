"""What a person shares of their plan with a carer, and what they allow their words to be used for. Default: nothing."""
