"""Buscar: lo que se ofrece mientras alguien elige de una lista, y el buscador de la barra."""

from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from comun import buscador
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
    texto = _lo_escrito(request)
    resultados = fuente.hallar(request.user, texto) if len(texto) >= LARGO_MINIMO else []
    return JsonResponse({"resultados": resultados})


@require_safe
def buscar(request):
    """Lo que la persona puede ver y lleva el texto; un código que es de uno solo lleva directo a él."""
    texto = _lo_escrito(request)
    if len(texto) < LARGO_MINIMO:
        return render(request, "comun/buscar.html", {"texto": texto, "grupos": []})
    if destino := buscador.con_ese_codigo(request.user, texto):
        return redirect(destino)
    grupos = buscador.grupos(request.user, texto)
    if destino := buscador.el_unico(grupos, texto):
        return redirect(destino)
    return render(request, "comun/buscar.html", {"texto": texto, "grupos": grupos})


def _lo_escrito(peticion):
    return " ".join(peticion.GET.get("q", "").replace("\0", "").split())[:LARGO_MAXIMO]
