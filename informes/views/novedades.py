"""Lo que cambió desde la última visita: las primeras en el inicio, y aquí todas."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from comun.historial.novedades import desde_la_ultima_visita
from territorios.en_vigor import acotadas

A_LO_MAS = 100


@require_safe
def lista(request):
    return render(request, "informes/novedades.html", {"novedades": novedades_para(request, a_lo_mas=A_LO_MAS)})


def novedades_para(peticion, *, a_lo_mas):
    """Las Novedades de quien mira, de la dirección en vigor si eligió una; None en su primera visita."""
    direcciones = acotadas(peticion)

    def acotar(filas):
        return filas.de_direcciones(direcciones) if direcciones and hasattr(filas, "de_direcciones") else filas

    return desde_la_ultima_visita(peticion.user, ahora=timezone.now(), a_lo_mas=a_lo_mas, acotar=acotar)
