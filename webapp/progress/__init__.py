"""A plan as it is lived: how each goal is going, told and dated; what was looked at again; texts the person chose; looking after oneself."""
