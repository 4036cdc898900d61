"""A host that mounts none of our addresses."""

from django.urls import path
from django.views.generic import TemplateView

urlpatterns = [path("", TemplateView.as_view(template_name="lms_core/base.html"))]
