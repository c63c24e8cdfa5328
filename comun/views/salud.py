"""Señales para quien opera: el proceso vive; la base responde."""

import logging

from django.db import DatabaseError, connection, transaction
from django.http import HttpResponse
from django.views.decorators.http import require_safe

registro = logging.getLogger(__name__)


@transaction.non_atomic_requests
@require_safe
def viva(request):
    return HttpResponse("viva\n", content_type="text/plain")


@transaction.non_atomic_requests
@require_safe
def lista(request):
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        registro.exception("La base de datos no responde")
        return HttpResponse("La base de datos no responde.\n", content_type="text/plain; charset=utf-8", status=503)
    return HttpResponse("lista\n", content_type="text/plain")
