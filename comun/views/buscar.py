"""Lo que se ofrece mientras alguien escribe el nombre de lo que quiere elegir."""

from django.http import Http404, JsonResponse
from django.views.decorators.http import require_safe

from comun.acceso import exigir
from comun.eleccion import FUENTES

LARGO_MINIMO = 2
LARGO_MAXIMO = 100


@require_safe
def buscar_json(request, tipo):
    """{"resultados": [{codigo, nombre, nota}]}: a lo más veinte, sólo de lo que quien pregunta puede elegir."""
    fuente = FUENTES.get(tipo)
    if fuente is None:
        raise Http404
    exigir(fuente.puede(request.user))
    texto = request.GET.get("q", "").replace("\0", "").strip()[:LARGO_MAXIMO]
    resultados = fuente.hallar(request.user, texto) if len(texto) >= LARGO_MINIMO else []
    return JsonResponse({"resultados": resultados})
