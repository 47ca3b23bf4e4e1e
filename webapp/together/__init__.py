"""A carer who may do more than read: suggests something beside a part of the plan, or writes it with the person."""
