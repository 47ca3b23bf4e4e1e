"""The information-gathering visit: each thing of the checklist done, not done or declined."""
