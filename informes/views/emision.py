"""Los pasos de un informe anual (enviar, observar, emitir, corregir): cada uno, una página con su formulario."""

from itertools import groupby

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods

from comun.acceso import exigir, obtener_visible
from comun.documentos import canonico
from comun.documentos.formatos import html
from informes import permissions
from informes.armado import anual
from informes.metricas import cuadratura
from informes.models import InformeAnual, ObservacionAnual
from informes.revision import pendientes
from informes.revision_y_emision.emitible import CambioDesdeLaLectura, FaltanCuatroOjos
from informes.revision_y_emision.forms import (
    FormularioDeEmision,
    FormularioDeMotivo,
    FormularioDeObservacion,
    FormularioDePaso,
    FormularioDeRespuesta,
)
from mesas.models import TransicionInvalida

TONOS = {"borrador": "curso", "enviado": "accion", "observado": "atrasado", "emitido": "verificado"}
CUATRO_OJOS = "Lo escribiste o lo enviaste tú: debe emitirlo otra persona de la unidad nacional."


def panel(usuario, informe):
    """Contexto de `_estado.html` y `_comentarios.html`: qué pasos puede dar y qué se ha observado."""
    en_revision = informe.esta_en_revision and permissions.puede_revisar_informe(usuario, informe)
    emite = en_revision and permissions.puede_emitir_informe(usuario, informe)
    envia = permissions.puede_enviar_informe(usuario, informe)
    return {
        "tono": TONOS[informe.estado],
        "pasos": list(_pasos(informe, envia=envia, revisa=en_revision, emite=emite)),
        "aviso_de_revision": CUATRO_OJOS if en_revision and not emite else "",
        "observaciones": observaciones_por_parte(usuario, informe),
        "puede_resolver": envia or permissions.puede_revisar_informe(usuario, informe),
        "ultima": informe.ultima_version(),
        "devuelto": informe.devolucion(),
    }


def _pasos(informe, *, envia, revisa, emite):
    """Ternas (palabra, dirección, es el principal)."""
    if informe.se_edita and envia:
        yield "Escribir", reverse("informe_escribir", args=[informe.codigo]), False
        yield "Enviar a revisión", _url("enviar", informe), True
    if emite:
        yield "Emitir", _url("emitir", informe), True
    if revisa:
        yield "Agregar observación", _url("comentar", informe), False
        yield "Observar", _url("observar", informe), False
    if informe.esta_en_revision and envia:
        yield "Retirar de revisión", _url("retomar", informe), False


def observaciones_por_parte(usuario, informe):
    """Pares (nombre de la parte, sus observaciones) en el orden del formulario; las abiertas primero."""
    orden = {clave: numero for numero, (clave, _) in enumerate(informe.PARTES)}
    visibles = ObservacionAnual.objects.visibles_para(usuario).filter(informe=informe)
    suyas = list(visibles.select_related("autor", "resuelta_por"))
    suyas.sort(key=lambda una: (orden.get(una.seccion, 99), not una.esta_abierta, una.creada_at))
    for una in suyas:
        una.informe = informe
    return [(nombre, list(grupo)) for nombre, grupo in groupby(suyas, key=lambda una: una.nombre_de_la_parte)]


@require_http_methods(["GET", "POST"])
def enviar(request, codigo):
    informe = _informe(request, codigo, permissions.puede_enviar_informe)
    paso = {
        "titulo": "Enviar a revisión",
        "explicacion": "La unidad nacional lo revisa y lo emite, o te lo devuelve con observaciones. "
        "Mientras tanto sus textos no se editan.",
        "hecho": "Informe enviado a revisión.",
    }
    lectura = _lectura(request, informe)
    return _paso(request, informe, "enviado", FormularioDePaso(_datos(request)), _enviar, {**paso, **lectura})


@require_http_methods(["GET", "POST"])
def observar(request, codigo):
    informe = _informe(request, codigo, permissions.puede_revisar_informe)
    paso = {
        "titulo": "Observar",
        "explicacion": "El informe vuelve a quien lo escribió, con tus observaciones y este motivo.",
        "hecho": "Informe devuelto con observaciones.",
        "observaciones": observaciones_por_parte(request.user, informe),
    }
    return _paso(request, informe, "observado", FormularioDeMotivo(_datos(request)), _observar, paso)


@require_http_methods(["GET", "POST"])
def retomar(request, codigo):
    informe = _informe(request, codigo, permissions.puede_enviar_informe)
    paso = {
        "titulo": "Retirar de revisión",
        "explicacion": "El informe vuelve a borrador y se puede editar otra vez.",
        "hecho": "El informe volvió a borrador.",
    }
    return _paso(request, informe, "borrador", FormularioDePaso(_datos(request)), _retomar, paso)


@require_http_methods(["GET", "POST"])
def emitir(request, codigo):
    informe = _informe(request, codigo, permissions.puede_revisar_informe)
    exigir(permissions.puede_emitir_informe(request.user, informe), CUATRO_OJOS)
    paso = {
        "titulo": "Emitir",
        "explicacion": "El documento queda congelado con sus filas, su huella y sus archivos. "
        "Después sólo se corrige con otra versión.",
        "hecho": f"Versión {informe.proxima_version()} emitida.",
        **_lectura(request, informe, con_documento=True),
    }
    form = FormularioDeEmision(_datos(request), initial={"leida": paso["leida"]})
    return _paso(request, informe, "emitido", form, _emitir, paso)


@require_http_methods(["GET", "POST"])
def corregir(request, codigo):
    informe = _informe(request, codigo, permissions.puede_corregir_informe)
    paso = {
        "titulo": "Corregir con nueva versión",
        "explicacion": "La versión emitida queda como está. Se abre el borrador de la siguiente, "
        "que llevará este motivo.",
        "hecho": "Se abrió el borrador de la versión siguiente.",
    }
    desde_emitido = "borrador" if informe.esta_emitido else None
    return _paso(request, informe, desde_emitido, FormularioDeMotivo(_datos(request)), _corregir, paso)


@require_http_methods(["GET", "POST"])
def comentar(request, codigo):
    informe = _informe(request, codigo, permissions.puede_revisar_informe)
    paso = {
        "titulo": "Agregar observación",
        "explicacion": "Quien escribe el informe la verá junto a esa parte cuando se lo devuelvas con «Observar».",
        "hecho": "Observación agregada.",
        "observaciones": observaciones_por_parte(request.user, informe),
    }
    form = FormularioDeObservacion(_datos(request), partes=informe.PARTES)
    return _paso(request, informe, "observado", form, _comentar, paso)


@require_http_methods(["GET", "POST"])
def resolver(request, codigo):
    observaciones = ObservacionAnual.objects.select_related("informe__proyecto", "autor")
    observacion = obtener_visible(observaciones, request.user, codigo=codigo)
    informe, usuario = observacion.informe, request.user
    exigir(
        permissions.puede_enviar_informe(usuario, informe) or permissions.puede_revisar_informe(usuario, informe),
        "La atiende quien escribe el informe o quien lo revisa.",
    )
    paso = {
        "titulo": "Marcar como atendida",
        "explicacion": f"{observacion.nombre_de_la_parte}: «{observacion.texto}»",
        "hecho": "Observación atendida.",
    }

    def hacer(informe, por, respuesta):
        observacion.resolver(por=por, respuesta=respuesta)

    destino = informe.estado if observacion.esta_abierta else None
    return _paso(request, informe, destino, FormularioDeRespuesta(_datos(request)), hacer, paso)


def _enviar(informe, por):
    informe.enviar(por=por)


def _observar(informe, por, motivo):
    informe.observar(por=por, motivo=motivo)


def _retomar(informe, por):
    informe.retomar(por=por)


def _emitir(informe, por, leida):
    informe.emitir(por=por, el=timezone.localdate(), leida=leida)


def _corregir(informe, por, motivo):
    informe.corregir(por=por, motivo=motivo)


def _comentar(informe, por, seccion, texto):
    ObservacionAnual.anotar(por=por, informe=informe, seccion=seccion, texto=texto)


def _informe(request, codigo, predicado):
    informe = obtener_visible(InformeAnual.objects.para_lista(), request.user, codigo=codigo)
    exigir(predicado(request.user, informe))
    return informe


def _datos(request):
    """Lo enviado, aunque venga vacío: un paso que no pregunta nada también se da."""
    return request.POST if request.method == "POST" else None


def _paso(request, informe, destino, form, hacer, paso):
    """Muestra el formulario de un paso o lo da. `destino`: el estado al que lleva; si no se puede, vuelve y lo dice."""
    if destino != informe.estado and destino not in informe.TRANSICIONES[informe.estado]:
        messages.error(request, f"El informe está {informe.get_estado_display()}: ese paso ya no corresponde.")
        return redirect(informe)
    if request.method == "POST" and form.is_valid():
        try:
            hacer(informe, request.user, **form.cleaned_data)
        except CambioDesdeLaLectura as cambio:
            messages.error(request, str(cambio))
            return redirect(request.path)
        except (TransicionInvalida, FaltanCuatroOjos) as negado:
            messages.error(request, str(negado))
            return redirect(informe)
        messages.success(request, paso["hecho"])
        return redirect(informe)
    return render(request, "informes/anuales/paso.html", {"informe": informe, "form": form, **_VACIO, **paso})


_VACIO = {"documento": "", "revisado": False, "pendientes": [], "descuadres": [], "observaciones": []}


def _lectura(request, informe, con_documento=False):
    """Lo que conviene mirar antes de enviar o emitir: lo que falta, lo que no cuadra y lo observado."""
    material = anual.Material(informe)
    documento = anual.armar(informe, material=material)
    return {
        "revisado": True,
        "leida": canonico.huella(documento),
        "documento": mark_safe(html.fragmento(documento)) if con_documento else "",
        "pendientes": pendientes(material),
        "descuadres": cuadratura.descuadres(material.cuadro),
        "observaciones": observaciones_por_parte(request.user, informe),
    }


def _url(paso, informe):
    return reverse(f"informe_anual_{paso}", args=[informe.codigo])
