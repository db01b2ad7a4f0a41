"""Two addresses for whoever watches the machine."""

from __future__ import annotations

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from .models import Heartbeat


@never_cache
@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    """/healthz: the process answers; asks nobody else."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """/readyz: 200 when this process can serve readers, else 503 with the names of what is missing."""
    migrated = database_is_migrated()
    keeper = migrated and Heartbeat.objects.is_fresh(timezone.now())
    found = {"database": migrated, "media": settings.VAR_DIR.is_dir(), "keeper": keeper}
    return JsonResponse(found, status=200 if all(found.values()) else 503)


def database_is_migrated() -> bool:
    """The database answers and every migration has run."""
    try:
        executor = MigrationExecutor(connection)
        return not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return False
