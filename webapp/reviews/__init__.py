"""The year turns: a plan is lived, its review falls due, the next year is begun by an invitation or by the person; the years before stay."""
