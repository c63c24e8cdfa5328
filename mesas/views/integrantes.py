"""Los integrantes de una instancia: su tabla editada en su lugar, y los que se pegan desde Excel."""

from django.contrib import messages
from django.db import transaction
from django.db.models import Q
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from mesas.forms.integrantes import Integrantes
from mesas.forms.nomina import PegarForm, Renglones, RenglonesPegados
from mesas.forms.renglones import datos_de
from mesas.models import Instancia
from mesas.nomina import NominaRechazada, anotar_nomina
from mesas.views.escritura import parte_editable
from mesas.views.secciones import url_de

PREFIJO_DE_NUEVOS = "nuevos"
PREFIJO_DE_PEGADOS = "filas"


@require_http_methods(["GET", "POST"])
def editar(request, codigo):
    instancia = parte_editable(Instancia.objects, request.user, codigo)
    conjunto = Integrantes(request.POST or None, instance=instancia, queryset=los_que_siguen(instancia))
    nuevos = Renglones(request.POST or None, prefix=PREFIJO_DE_NUEVOS)
    if request.method == "POST" and "mas" in request.POST:
        nuevos = con_mas_filas(request.POST)
    elif request.method == "POST" and conjunto.is_valid() & nuevos.is_valid():
        anotados = guardar(conjunto, nuevos, instancia, por=request.user)
        if anotados is not None:
            messages.success(request, frase_de(anotados) or "Integrantes guardados.")
            return redirect(url_de(instancia.mesa, "integrantes"))
    contexto = {"instancia": instancia, "mesa": instancia.mesa, "conjunto": conjunto, "nuevos": nuevos}
    contexto["con_error"] = any(fila.errors for fila in (*conjunto.forms, *nuevos.forms))
    contexto |= {"otras": otras_instancias(instancia), "volver": url_de(instancia.mesa, "integrantes")}
    return render(request, "mesas/integrantes/editar.html", contexto)


@require_http_methods(["GET", "POST"])
def pegar(request, codigo):
    """Dos pasos: lo pegado se muestra reconocido fila por fila; confirmado, se anota todo o nada."""
    instancia = parte_editable(Instancia.objects, request.user, codigo)
    contexto = {"instancia": instancia, "mesa": instancia.mesa}
    if request.method == "GET" or "revisar" in request.POST:
        form = PegarForm(request.POST if "revisar" in request.POST else None)
        if not form.is_bound or not form.is_valid():
            return render(request, "mesas/integrantes/pegar.html", {**contexto, "form": form})
        filas = RenglonesPegados(datos_de(form.filas, PREFIJO_DE_PEGADOS), prefix=PREFIJO_DE_PEGADOS)
        filas.is_valid()
    else:
        filas = RenglonesPegados(request.POST, prefix=PREFIJO_DE_PEGADOS)
        anotados = filas.is_valid() and anotar(filas, instancia, por=request.user)
        if anotados:
            messages.success(request, frase_de(anotados))
            return redirect(url_de(instancia.mesa, "integrantes"))
    return render(request, "mesas/integrantes/revisar.html", {**contexto, "filas": filas})


def los_que_siguen(instancia):
    """Los integrantes que no han terminado, con lo que muestra la tabla."""
    sin_termino = Q(vigente_hasta__isnull=True) | Q(vigente_hasta__gte=localdate())
    filas = instancia.integrantes.filter(sin_termino).select_related("actor", "persona", "instancia")
    return filas.order_by("actor__sector", "actor__nombre", "calidad", "pk")


def otras_instancias(instancia):
    return instancia.mesa.instancias.en_uso().exclude(pk=instancia.pk).order_by("codigo")


def con_mas_filas(datos):
    """El conjunto de nuevos con tres filas más; lo escrito sigue ahí, todavía sin revisar."""
    datos, clave = datos.copy(), f"{PREFIJO_DE_NUEVOS}-TOTAL_FORMS"
    datos[clave] = str(Renglones(datos, prefix=PREFIJO_DE_NUEVOS).total_form_count() + Renglones.extra)
    nuevos = Renglones(datos, prefix=PREFIJO_DE_NUEVOS)
    nuevos.is_valid()
    return nuevos


def guardar(conjunto, nuevos, instancia, *, por):
    """Guarda los cambios y anota a los nuevos, todo o nada. Devuelve los anotados, o None si algo no se pudo."""
    with transaction.atomic():
        anotados = anotar(nuevos, instancia, por=por) if conjunto.guardar(por=por) else None
        if anotados is None:
            transaction.set_rollback(True)
    return anotados


def anotar(filas, instancia, *, por):
    """Anota los renglones del conjunto; None si alguno no se pudo, y su fila dice por qué."""
    try:
        return anotar_nomina(por=por, instancia=instancia, renglones=filas.renglones())
    except NominaRechazada as rechazo:
        filas.anotar_errores(rechazo.errores)
        return None


def frase_de(anotados):
    if not anotados:
        return ""
    return "Un integrante anotado." if len(anotados) == 1 else f"{len(anotados)} integrantes anotados."
