"""The API: every form of every room, and a few addresses to read, for programs with a token. docs/api.md"""
