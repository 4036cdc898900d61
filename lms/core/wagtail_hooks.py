from wagtail import hooks

from lms.core.deletion import keep_snippets, keep_user, keep_users

# last, so that an app that knows more about its own answers first
hooks.register("before_delete_snippet", keep_snippets, order=100)
hooks.register("before_delete_user", keep_user, order=100)
hooks.register("before_bulk_action", keep_users, order=100)
