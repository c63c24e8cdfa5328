"""Eliminar un objeto tras ver qué se va con él y qué lo impide; lo eliminado hace poco, y el botón que lo restituye."""

from typing import NamedTuple

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from comun import borrado as borrados
from comun.acceso import exigir, obtener_visible
from comun.forms import FormularioDeEliminacion
from comun.historial import historiado, historiado_de, que_contienen
from comun.models import Borrado, EdicionSimultanea
from comun.permissions import puede_deshacer, puede_ver_eliminados

A_LO_MAS = 100
ENLACES = 10


class Impedimento(NamedTuple):
    """Cuántos objetos de una clase impiden eliminar («3 integrantes») y dónde se ven los que quien mira puede abrir."""

    cuenta: str
    enlaces: list


@require_http_methods(["GET", "POST"])
def confirmar(request, tipo, codigo):
    """Qué se irá, qué lo impide y por qué se elimina; confirmado, se elimina y se ofrece deshacer."""
    tipo = historiado(tipo)
    objeto = tipo.objeto(request.user, codigo)
    exigir(tipo.puede_eliminar(request.user, objeto), "Esto no se elimina, o no te corresponde eliminarlo.")
    form = FormularioDeEliminacion(request.POST or None, initial={"version_leida": objeto.version})
    if request.method == "POST" and form.is_valid():
        adonde, borrado = tipo.al_eliminar(objeto), _eliminar(objeto, form, por=request.user)
        if borrado:
            url = reverse("eliminado_deshacer", args=[borrado.pk])
            con_partes = ", con sus partes" if len(borrado.contenido) > 1 else ""
            messages.success(request, f"Se eliminó «{objeto}»{con_partes}.", extra_tags=url)
            return redirect(adonde)
    prevision = borrados.prever(objeto)
    contexto = {
        "objeto": objeto,
        "clase": objeto._meta.verbose_name,
        "codigo": "" if objeto.codigo in str(objeto) else objeto.codigo,
        "ficha": tipo.ficha(objeto),
        "form": form,
        "prevision": prevision,
        "se_van": borrados.contar(prevision.filas[1:]),
        "impedimentos": _impedimentos(request.user, prevision.impiden),
    }
    return render(request, "comun/eliminados/confirmar.html", contexto)


def _eliminar(objeto, form, *, por):
    """El Borrado, o None si no se pudo: el formulario dice por qué y queda frente a lo que ahora está guardado."""
    guardada, objeto.version = objeto.version, form.cleaned_data["version_leida"]
    try:
        return borrados.eliminar(objeto, por=por, motivo=form.cleaned_data["motivo"])
    except (borrados.NoSePuedeEliminar, EdicionSimultanea) as error:
        form.add_error(None, str(error))
        form.data = form.data | {"version_leida": guardada}
        return None


def _impedimentos(usuario, objetos):
    por_modelo = {}
    for objeto in objetos:
        por_modelo.setdefault(type(objeto), []).append(objeto)
    return [
        Impedimento(borrados.contar(filas), _donde_se_ven(usuario, modelo, [fila.pk for fila in filas]))
        for modelo, filas in sorted(por_modelo.items(), key=lambda par: par[0]._meta.label)
    ]


def _donde_se_ven(usuario, modelo, claves):
    """Pares (nombre, dirección) de los objetos o, si no tienen página, de aquello de que son parte; sólo lo visible."""
    propio = historiado_de(modelo)
    if propio and hasattr(modelo.objects, "visibles_para"):
        filas = modelo.objects.visibles_para(usuario).filter(pk__in=claves[:ENLACES]).order_by("pk")
        return [(str(fila), propio.ficha(fila)) for fila in filas]
    for tipo, parte in que_contienen(modelo):
        suyos = [modelo._default_manager.filter(pk__in=claves).values(camino) for camino in parte.caminos]
        duenos = tipo.modelo.objects.visibles_para(usuario).filter(pk__in=suyos[0]).order_by("pk")[:ENLACES]
        if enlaces := [(str(dueno), tipo.ficha(dueno)) for dueno in duenos]:
            return enlaces
    return []


@require_safe
def lista(request):
    exigir(puede_ver_eliminados(request.user))
    visibles = Borrado.objects.visibles_para(request.user).recientes(ahora=timezone.now())
    filas = visibles.select_related("por").defer("contenido").order_by("-borrado_at", "-pk")[:A_LO_MAS]
    contexto = {"filas": [(fila, puede_deshacer(request.user, fila)) for fila in filas]}
    return render(request, "comun/eliminados/lista.html", contexto)


@require_POST
def deshacer(request, numero):
    if not (numero.isascii() and numero.isdecimal() and len(numero) < 10):
        raise Http404
    borrado = obtener_visible(Borrado.objects.select_related("por"), request.user, pk=numero)
    exigir(puede_ver_eliminados(request.user) and puede_deshacer(request.user, borrado))
    try:
        objeto = borrados.deshacer(borrado, por=request.user)
    except borrados.NoSePuedeDeshacer as error:
        messages.error(request, str(error))
        return redirect("eliminados_lista")
    messages.success(request, f"«{objeto}» volvió como estaba, con sus partes.")
    tipo = historiado_de(type(objeto))
    return redirect(tipo.ficha(objeto) if tipo else "eliminados_lista")
