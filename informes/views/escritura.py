"""Escribir un informe anual por secciones: índice, página de cada sección y autoguardado de sus textos."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from comun.acceso import exigir, obtener_visible
from comun.formatos import formato
from comun.models import ObjetoSellado
from informes.armado.anual import Material
from informes.escritura import AUTOGUARDADO, ConflictoDeTexto, autor_de, escribir, seccion_guardada, usar_propuesta
from informes.forms.escritura import TextoDeSeccion
from informes.metricas import cuadratura
from informes.metricas.propuestas import propuestas
from informes.models import InformeAnual, ObservacionAnual, SeccionNarrativa
from informes.permissions import puede_editar_informe
from informes.secciones import secciones_de
from informes.views import escritura_tablas

Clave = SeccionNarrativa.Clave


@require_safe
def indice(request, codigo):
    contexto = _contexto(request.user, _material(request, codigo))
    return render(request, "informes/escribir/indice.html", contexto)


@require_http_methods(["GET", "HEAD", "POST"])
def seccion(request, codigo, nombre):
    contexto = _contexto(request.user, _material(request, codigo), nombre)
    clase = contexto["seccion"].clase
    vista = {"texto": _texto, "logros": escritura_tablas.logros}.get(clase, escritura_tablas.tablas)
    try:
        return vista(request, contexto)
    except ObjetoSellado as cerrado:
        raise PermissionDenied(str(cerrado)) from cerrado


@require_POST
def guardar(request, codigo, nombre):
    """Autoguardado de un texto: responde la versión nueva, o 409 con lo que otra persona guardó."""
    material = _material(request, codigo)
    actual = _seccion(secciones_de(material), nombre)
    if actual.clase != "texto":
        raise Http404
    form = _formulario(actual, None, request.POST)
    if not form.is_valid():
        return JsonResponse({"errores": [frase for frases in form.errors.values() for frase in frases]}, status=422)
    try:
        guardada = _escribir(material, actual, form, request.user, motivo=AUTOGUARDADO)
    except ConflictoDeTexto as conflicto:
        return JsonResponse(_ajeno(conflicto.guardada), status=409)
    except ObjetoSellado as cerrado:
        raise PermissionDenied(str(cerrado)) from cerrado
    return JsonResponse(
        {"version": guardada.version, "hora": f"{timezone.localtime():%H:%M}", "avisos": _avisos(material)}
    )


def _material(request, codigo):
    informe = obtener_visible(InformeAnual.objects.para_lista(), request.user, codigo=codigo)
    exigir(puede_editar_informe(request.user, informe))
    return Material(informe)


def _contexto(usuario, material, nombre=""):
    """Lo que toda página de escritura muestra: el índice con su avance, lo observado y la línea de abajo."""
    abiertas = list(ObservacionAnual.objects.visibles_para(usuario).abiertas().filter(informe=material.informe))
    secciones = secciones_de(material, observadas=frozenset(una.seccion for una in abiertas))
    actual = _seccion(secciones, nombre) if nombre else None
    return {
        "informe": material.informe,
        "material": material,
        "indice": secciones,
        "seccion": actual,
        "observaciones": [una for una in abiertas if actual and una.seccion in actual.partes],
        "avisos": _avisos(material),
        "guardado": "",
    }


def _seccion(secciones, nombre):
    actual = next((una for una in secciones if una.nombre == nombre), None)
    if actual is None or actual.clase == "dinero":
        raise Http404
    return actual


def _avisos(material):
    return len(cuadratura.descuadres(material.cuadro))


# --- Secciones de texto ---


def _texto(request, contexto):
    material, actual = contexto["material"], contexto["seccion"]
    guardada = seccion_guardada(material.informe, actual.clave, actual.producto)
    form = _formulario(actual, guardada, request.POST if request.method == "POST" else None)
    contexto |= {"ajeno": None, "form": form}
    if request.method == "POST" and form.is_valid():
        try:
            return _guardar_texto(request, contexto, form)
        except ConflictoDeTexto as conflicto:
            contexto["ajeno"] = _ajeno(conflicto.guardada)
            form.data = form.data.copy()
            form.data["version_leida"] = contexto["ajeno"]["version"]
    contexto |= {
        "propuestas": _propuestas(material, actual),
        "anterior": _texto_del_anio_anterior(material, actual),
        "guardado": guardada.history.latest().history_date if guardada else "",
    }
    estado = 409 if contexto["ajeno"] else 200
    return render(request, "informes/escribir/texto.html", contexto, status=estado)


def _guardar_texto(request, contexto, form):
    material, actual = contexto["material"], contexto["seccion"]
    propuesta = _propuesta_pedida(material, actual, request.POST.get("usar", ""))
    with transaction.atomic():
        _escribir(material, actual, form, request.user, frase=propuesta.frase if propuesta else "")
        if propuesta:
            datos = {"informe": material.informe, "seccion": actual.nombre, "propuesta": propuesta}
            usar_propuesta(**datos, por=request.user, el=timezone.now())
    hecho = "La frase quedó al final de tu texto: cámbiala si hace falta." if propuesta else "Sección guardada."
    messages.success(request, hecho)
    return redirect(actual.url)


def _escribir(material, actual, form, usuario, *, frase="", motivo=""):
    campos = {**form.campos, "motivo": motivo}
    if frase:
        campos["texto"] = f"{campos['texto']}\n\n{frase}".strip()
    return escribir(informe=material.informe, clave=actual.clave, producto=actual.producto, por=usuario, **campos)


def _formulario(actual, guardada, data):
    inicial = {"version_leida": 0, "texto": "", "vigente": ""}
    if guardada:
        vigente = {True: "si", False: "no", None: ""}[guardada.vigente]
        inicial = {"version_leida": guardada.version, "texto": guardada.texto, "vigente": vigente}
    con_vigente = actual.clave == Clave.TEORIA_DE_CAMBIO
    return TextoDeSeccion(data, initial=inicial, con_vigente=con_vigente, auto_id="id_%s")


def _ajeno(guardada):
    """Lo que dejó la otra persona, para mostrarlo al lado; vacío si borró la sección."""
    if guardada is None:
        return {"version": 0, "texto": "", "quien": "Otra persona", "cuando": ""}
    autor = autor_de(guardada)
    cuando = formato(guardada.history.latest().history_date)
    return {
        "version": guardada.version,
        "texto": guardada.texto,
        "quien": str(autor) if autor else "Otra persona",
        "cuando": cuando,
    }


def _propuestas(material, actual):
    """Las que vienen al caso: en una sección de producto, las de sus indicadores; en las demás, todas."""
    return [
        una for una in propuestas(material) if not actual.producto or una.indicador.producto_id == actual.producto.pk
    ]


def _propuesta_pedida(material, actual, clave):
    if not clave:
        return None
    return next((una for una in _propuestas(material, actual) if una.cifra.clave == clave and una.frase), None)


def _texto_del_anio_anterior(material, actual):
    anterior = InformeAnual.objects.filter(proyecto=material.proyecto, anio=material.anio - 1).first()
    guardada = anterior and seccion_guardada(anterior, actual.clave, actual.producto)
    return guardada.texto if guardada else ""
