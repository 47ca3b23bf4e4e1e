"""The plan looked at again, part by part: still right, changed, or stopped; each its own save, before and now side by side."""
