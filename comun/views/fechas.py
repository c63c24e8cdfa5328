"""Si un día es hábil en Chile, para avisarlo mientras se elige."""

from django.http import JsonResponse
from django.views.decorators.http import require_safe

from comun.fechas import aviso_de, leer_fecha


@require_safe
def dia_habil_json(request):
    """Vacío si el día es hábil o no se entiende; si no, la frase y el siguiente día hábil."""
    dia = leer_fecha(request.GET.get("fecha"))
    aviso = aviso_de(dia) if dia else None
    if aviso is None:
        return JsonResponse({})
    return JsonResponse(
        {"frase": str(aviso), "siguiente": aviso.siguiente.isoformat(), "boton": f"Usar el {aviso.siguiente_legible}"}
    )
