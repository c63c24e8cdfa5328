"""El manual, para quien tiene cuenta."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from comun.manual import TAREAS, leer


@require_safe
def indice(request):
    return render(request, "comun/manual/indice.html", {"paginas": [(tarea, leer(tarea.clave)) for tarea in TAREAS]})


@require_safe
def tarea(request, clave):
    if clave not in {tarea.clave for tarea in TAREAS}:
        raise Http404
    otras = [(otra, leer(otra.clave)) for otra in TAREAS]
    return render(request, "comun/manual/tarea.html", {"pagina": leer(clave), "clave": clave, "otras": otras})
