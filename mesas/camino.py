"""Qué se sabe de una mesa para seguir su camino: lo que ya está, lo que falta, y qué toca hacer ahora.

Nada de esto impide avanzar: se muestra para decidir.
"""

from typing import NamedTuple

from django.urls import reverse

from actores.models.tipo_actor import SECTORES_DE_LA_MESA
from mesas.models import Compromiso, EstadoDiagnostico, Fase, Integrante, Sesion
from mesas.models.compromiso_estado import Palabra


class Condicion(NamedTuple):
    """Algo que se espera de la mesa: si está, en palabras, y dónde se mira."""

    cumplida: bool
    frase: str
    url: str


class Paso(NamedTuple):
    """Lo próximo que toca: la frase que lo explica, las palabras del botón y la página que lo hace."""

    frase: str
    accion: str
    url: str


class Panorama:
    """Lo que se sabe de una mesa en una fecha: se lee una vez, en un número fijo de consultas."""

    def __init__(self, mesa, *, al):
        self.mesa, self.al = mesa, al
        vigentes = Integrante.objects.de_mesa(mesa).vigentes(al=al)
        self.por_sector = vigentes.por_sector()
        self.integrantes = vigentes.cuantos_actores()
        self.instancia = mesa.instancias.en_uso().order_by("codigo").first()
        compromisos = Compromiso.objects.filter(mesa=mesa)
        self.abiertos = compromisos.sin_cerrar().count()
        self.atrasados = compromisos.vencidos(al=al).count()
        self.por_verificar = compromisos.con_palabra(Palabra.POR_VERIFICAR, al=al).count()
        sesiones = Sesion.objects.de_la_mesa(mesa).select_related("instancia")
        self.ultima = sesiones.realizadas().filter(desde__isnull=False).order_by("-hasta", "-codigo").first()
        self.proxima = (
            sesiones.filter(estado=Sesion.Estado.CONVOCADA, hasta__gte=al).order_by("desde", "codigo").first()
        )
        self.rige_algo = mesa.documentos.que_rigen(al=al).exists()
        self.tiene_plan = mesa.actividades.exists()
        estados = set(mesa.diagnosticos.values_list("estado", flat=True))
        self.tiene_diagnostico, self.diagnostico_validado = bool(estados), EstadoDiagnostico.VALIDADO in estados
        self.tiene_territorio = mesa.territorios.exists()

    @property
    def sectores_que_faltan(self):
        return [sector.label for sector in SECTORES_DE_LA_MESA if not self.por_sector[sector]]

    @property
    def integrantes_o_nada(self):
        """Sin integrantes anotados uno a uno no se sabe cuántos son: no son cero."""
        return self.integrantes or None

    @property
    def esperada(self):
        """Cuándo debería volver a sesionar la instancia principal; None si su regla no lo dice."""
        if self.ultima is None:
            return None
        return self.ultima.instancia.siguiente_esperada(ultima=self.ultima.hasta)

    @property
    def sesion_atrasada(self):
        en_marcha = self.mesa.fase == Fase.FUNCIONAMIENTO and self.proxima is None
        return en_marcha and self.esperada is not None and self.esperada < self.al

    # --- direcciones ---

    def seccion(self, clave):
        return f"{reverse('mesa_detalle', args=[self.mesa.codigo])}?seccion={clave}"

    def compromisos(self, estado):
        """El listado de los suyos en ese estado, sea cual sea la dirección en vigor."""
        return reverse("compromisos_lista", query={"mesa": self.mesa.codigo, "estado": estado, "direccion": ""})

    @property
    def url_de_abiertos(self):
        return self.compromisos("abierto")

    @property
    def url_de_integrantes(self):
        return reverse("integrantes_editar", args=[self.instancia.codigo]) if self.instancia else ""

    def url_de_fase(self, fase):
        return f"{reverse('mesa_fase', args=[self.mesa.codigo])}?a={fase.value}"


def condiciones_de(mesa, *, al):
    """Lo que la guía espera antes de dejar la fase en que está la mesa, hasta donde se sabe."""
    return _condiciones(Panorama(mesa, al=al))


def _condiciones(panorama):
    faltan = panorama.sectores_que_faltan
    editar = reverse("mesa_editar", args=[panorama.mesa.codigo])
    sectores = f"Integrantes de los cuatro sectores (falta {', '.join(faltan)})" if faltan else "Los cuatro sectores"
    todas = {
        "objetivo": Condicion(bool(panorama.mesa.objetivo), "Objetivo escrito", editar),
        "territorio": Condicion(panorama.tiene_territorio, "Territorio definido", editar),
        "encargado": Condicion(panorama.mesa.encargado_id is not None, "Alguien a cargo", editar),
        "sectores": Condicion(not faltan, sectores, panorama.seccion("integrantes")),
        "diagnostico": Condicion(
            panorama.diagnostico_validado, "Diagnóstico validado", panorama.seccion("diagnostico")
        ),
        "rige": Condicion(panorama.rige_algo, "Documento que la rige", panorama.seccion("documentos")),
        "quorum": Condicion(
            panorama.instancia is not None and bool(panorama.instancia.quorum_legible),
            "Quórum fijado",
            panorama.seccion("instancias"),
        ),
        "plan": Condicion(panorama.tiene_plan, "Plan con actividades", panorama.seccion("plan")),
        "balance": Condicion(
            panorama.abiertos == 0,
            f"Compromisos cerrados (quedan {panorama.abiertos})" if panorama.abiertos else "Compromisos cerrados",
            panorama.url_de_abiertos,
        ),
    }
    return [todas[clave] for clave in SE_ESPERA.get(Fase(panorama.mesa.fase), ())]


SE_ESPERA = {
    Fase.PREPARACION: ("objetivo", "territorio", "encargado"),
    Fase.MAPEO: ("sectores",),
    Fase.PRIORIZACION: ("sectores", "diagnostico"),
    Fase.CONVOCATORIA: ("sectores",),
    Fase.INSTALACION: ("objetivo", "quorum", "rige"),
    Fase.FUNCIONAMIENTO: ("plan", "balance"),
    Fase.SUSPENDIDA: ("balance",),
}
SIGUIENTE = {
    Fase.PREPARACION: Fase.MAPEO,
    Fase.MAPEO: Fase.PRIORIZACION,
    Fase.PRIORIZACION: Fase.CONVOCATORIA,
    Fase.CONVOCATORIA: Fase.INSTALACION,
    Fase.INSTALACION: Fase.FUNCIONAMIENTO,
    Fase.SUSPENDIDA: Fase.FUNCIONAMIENTO,
}


def paso_siguiente(panorama):
    """Lo que toca hacer ahora según la fase y lo que falta; None si la mesa cerró."""
    mesa, fase = panorama.mesa, Fase(panorama.mesa.fase)
    editar = reverse("mesa_editar", args=[mesa.codigo])
    if fase == Fase.CIERRE:
        return None
    if fase == Fase.PREPARACION and not (mesa.objetivo and panorama.tiene_territorio):
        return Paso("Falta decir su objetivo o su territorio.", "Completar la mesa", editar)
    if fase != Fase.PREPARACION and not panorama.integrantes and panorama.instancia:
        return Paso("Aún no tiene integrantes.", "Anotar integrantes", panorama.url_de_integrantes)
    if fase == Fase.MAPEO and panorama.sectores_que_faltan and panorama.instancia:
        frase = f"Falta el sector {', '.join(panorama.sectores_que_faltan)}."
        return Paso(frase, "Anotar integrantes", panorama.url_de_integrantes)
    if fase == Fase.INSTALACION and not panorama.rige_algo:
        nuevo = reverse("documento_crear", args=[mesa.codigo])
        return Paso("Falta el documento que la rige.", "Anotar documento", nuevo)
    if fase == Fase.FUNCIONAMIENTO:
        return _paso_en_funcionamiento(panorama)
    siguiente = SIGUIENTE[fase]
    verbo = "Retomar la mesa" if fase == Fase.SUSPENDIDA else f"Pasar a {siguiente.label}"
    return Paso(f"Está en {fase.label}; sigue {siguiente.label}.", verbo, panorama.url_de_fase(siguiente))


def _paso_en_funcionamiento(panorama):
    if panorama.atrasados:
        frase = f"Hay {_contar(panorama.atrasados, 'compromiso atrasado', 'compromisos atrasados')}."
        return Paso(frase, "Ver compromisos", panorama.compromisos(Palabra.ATRASADO))
    if panorama.por_verificar:
        listado = panorama.compromisos(Palabra.POR_VERIFICAR)
        return Paso(f"Hay {panorama.por_verificar} por verificar.", "Ver compromisos", listado)
    if not panorama.tiene_plan:
        nueva = reverse("actividad_crear", args=[panorama.mesa.codigo])
        return Paso("Su plan aún no tiene actividades.", "Anotar actividad", nueva)
    return Paso("Al día. Revisa su plan antes de la próxima sesión.", "Ver el plan", panorama.seccion("plan"))


def avisos_de(panorama):
    """Lo que pide atención: ternas (palabras, tono, dirección), lo más urgente primero."""
    avisos = []
    if panorama.atrasados:
        frase = _contar(panorama.atrasados, "compromiso atrasado", "compromisos atrasados")
        avisos.append((frase, "atrasado", panorama.compromisos(Palabra.ATRASADO)))
    if panorama.sesion_atrasada:
        avisos.append((f"debió sesionar el {panorama.esperada:%d-%m-%Y}", "accion", panorama.seccion("sesiones")))
    if panorama.por_verificar:
        listado = panorama.compromisos(Palabra.POR_VERIFICAR)
        avisos.append((f"{panorama.por_verificar} por verificar", "accion", listado))
    if panorama.integrantes and panorama.sectores_que_faltan:
        faltan = ", ".join(panorama.sectores_que_faltan)
        avisos.append((f"falta el sector {faltan}", "accion", panorama.seccion("integrantes")))
    if panorama.tiene_diagnostico and not panorama.diagnostico_validado:
        avisos.append(("diagnóstico sin validar", "accion", panorama.seccion("diagnostico")))
    return avisos


def _contar(cuantos, uno, varios):
    return f"{cuantos} {uno if cuantos == 1 else varios}"
