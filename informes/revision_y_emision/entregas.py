"""Quién ha entregado el informe de un año, quién está atrasado, y el recordatorio a quien debe enviarlo o emitirlo."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Q

from actores.models import Rol, Usuario
from comun.models import Bitacora, Correo
from informes.models import InformeAnual, PlazoDeInforme, Proyecto
from informes.permissions import puede_emitir_informe

SIN_EMPEZAR = "sin_empezar"
ATRASADAS = "atrasadas"
Etapa = PlazoDeInforme.Etapa
RECORDATORIO = "recordatorio de plazo"
# Lo enviado se recuerda a quien emite desde estos días antes del plazo de emisión.
DIAS_DE_AVISO = 7


@dataclass(frozen=True)
class Entrega:
    """El informe anual de un proyecto en un año: en qué va y si está dentro de plazo.

    `informe` es None si nadie lo ha empezado; `plazos`, {etapa: fecha}; `hoy`, el día en que se mira.
    """

    proyecto: Proyecto
    anio: int
    informe: InformeAnual | None
    plazos: dict[str, date]
    hoy: date

    @property
    def codigo(self):
        """El del informe, también si aún no existe."""
        return (
            self.informe.codigo
            if self.informe
            else f"{InformeAnual.PREFIJO}-{self.proyecto.atlas_project_id}-{self.anio}"
        )

    @property
    def estado(self):
        return self.informe.estado if self.informe else SIN_EMPEZAR

    @property
    def esta_emitida(self):
        """Tiene alguna versión emitida, aunque se esté corrigiendo."""
        return bool(self.informe and self.informe.emitidas)

    @property
    def esta_entregada(self):
        return self.esta_emitida or self.estado == InformeAnual.Estado.ENVIADO

    @property
    def falta_enviar(self):
        """Pasó el plazo de envío y no se ha entregado: le toca a quien lo escribe."""
        return not self.esta_entregada and self._vencio(Etapa.ENVIO)

    @property
    def falta_emitir(self):
        """Pasó el plazo de emisión y no hay versión emitida."""
        return not self.esta_emitida and self._vencio(Etapa.EMISION)

    @property
    def esta_atrasada(self):
        return self.falta_enviar or self.falta_emitir

    @property
    def etapa_por_recordar(self):
        """La etapa cuyo plazo hay que recordar hoy: el envío atrasado, o la emisión de lo enviado; None si ninguna."""
        if self.falta_enviar:
            return Etapa.ENVIO
        por_emitir = self.estado == InformeAnual.Estado.ENVIADO and not self.esta_emitida
        return Etapa.EMISION if por_emitir and self._vencio(Etapa.EMISION, en=DIAS_DE_AVISO) else None

    def _vencio(self, etapa, *, en=0):
        """Si el plazo ya pasó, o habrá pasado en esos días."""
        plazo = self.plazos.get(etapa)
        return plazo is not None and plazo < self.hoy + timedelta(days=en)


@dataclass
class Recordatorio:
    """A cuántos informes se recordó, cuántos ya tenían recordatorio de hoy y cuáles no tienen a quién escribir."""

    enviados: int = 0
    de_hoy: int = 0
    sin_correo: tuple[str, ...] = ()


def entregas(usuario, *, anio, hoy, direcciones=None):
    """Las Entrega del año que el usuario ve, por código: de los proyectos en curso o con informe de ese año.

    `direcciones`: sólo los proyectos de éstas.
    """
    plazos = dict(PlazoDeInforme.objects.filter(clase="anual", anio=anio).values_list("etapa", "fecha"))
    con_version = InformeAnual.objects.annotate(emitidas=Count("versiones"))
    informes = {uno.proyecto_id: uno for uno in con_version.filter(anio=anio)}
    vigentes = Q(inicio__lte=date(anio, 12, 31), fin__gte=date(anio, 1, 1)) | Q(pk__in=informes)
    proyectos = Proyecto.objects.visibles_para(usuario).filter(vigentes).prefetch_related("direcciones")
    if direcciones is not None:
        proyectos = proyectos.de_direcciones(direcciones)
    return [Entrega(uno, anio, informes.get(uno.pk), plazos, hoy) for uno in proyectos.order_by("codigo")]


def del_estado(todas, estado):
    """Las de un estado, las atrasadas, o todas si no se pide ninguno."""
    if estado == ATRASADAS:
        return [una for una in todas if una.esta_atrasada]
    return [una for una in todas if not estado or una.estado == estado]


def recordar(*, por, anio, hoy):
    """Escribe a quienes deben enviar un informe atrasado o emitir uno enviado, a lo más una vez al día por informe.

    Los correos quedan en la bandeja de salida, y cada recordatorio, en la bitácora. Devuelve un Recordatorio.
    """
    hecho = Recordatorio()
    with transaction.atomic():
        # Quien llega segundo espera aquí, y encuentra en la bitácora lo que ya se mandó.
        list(PlazoDeInforme.objects.select_for_update(of=("self",)).filter(clase="anual", anio=anio))
        for entrega in entregas(por, anio=anio, hoy=hoy):
            if entrega.etapa_por_recordar:
                _recordar_una(entrega, por, hecho)
    return hecho


def _recordar_una(entrega, por, hecho):
    aviso = f"{RECORDATORIO} de {entrega.etapa_por_recordar.label}"
    de_hoy = Bitacora.objects.filter(codigo_objeto=entrega.codigo, detalle__startswith=aviso)
    if de_hoy.filter(acto=Bitacora.Acto.ENVIO, ocurrido_at__date=entrega.hoy).exists():
        hecho.de_hoy += 1
        return
    a_quienes, carta = CARTAS[entrega.etapa_por_recordar]
    correos = sorted({persona.email for persona in a_quienes(entrega)})
    if not correos:
        hecho.sin_correo = (*hecho.sin_correo, entrega.codigo)
        return
    detalle = f"{aviso} a {len(correos)} personas"
    Bitacora.objects.create(usuario=por, acto=Bitacora.Acto.ENVIO, codigo_objeto=entrega.codigo, detalle=detalle)
    asunto, texto = carta(entrega)
    for correo in correos:
        clave = f"{aviso}:{entrega.codigo}:{entrega.hoy}:{correo}"
        Correo.objects.encolar(clave=clave, para=correo, asunto=asunto, texto=texto, sobre=entrega.codigo)
    hecho.enviados += 1


def _con_correo():
    return Usuario.objects.filter(is_active=True).exclude(email="")


def _quienes_lo_escriben(entrega):
    """Los editores de las direcciones del proyecto; si es nacional, la unidad nacional."""
    direcciones = entrega.proyecto.direcciones.all()
    if not direcciones:
        return _con_correo().filter(rol=Rol.NACIONAL)
    return _con_correo().filter(rol=Rol.EDITOR_REGIONAL, direcciones__in=direcciones).distinct()


def _quienes_lo_emiten(entrega):
    """La unidad nacional, menos quien lo escribió o lo envió."""
    return [uno for uno in _con_correo().filter(rol=Rol.NACIONAL) if puede_emitir_informe(uno, entrega.informe)]


def _carta_de_envio(entrega):
    asunto = f"Informe anual {entrega.anio} atrasado: {entrega.proyecto.codigo}"
    texto = (
        f"El informe anual {entrega.anio} del proyecto «{entrega.proyecto.titulo}» debía enviarse a revisión "
        f"el {entrega.plazos[Etapa.ENVIO]:%d-%m-%Y} y aún no se envía.\n\n"
        f"{settings.URL_DEL_SITIO}{(entrega.informe or entrega.proyecto).get_absolute_url()}\n\n"
        "Recibes este correo porque puedes editar ese proyecto."
    )
    return asunto, texto


def _carta_de_emision(entrega):
    asunto = f"Informe anual {entrega.anio} por emitir: {entrega.proyecto.codigo}"
    texto = (
        f"El informe anual {entrega.anio} del proyecto «{entrega.proyecto.titulo}» está enviado a revisión y aún no se "
        f"emite. El plazo de emisión es el {entrega.plazos[Etapa.EMISION]:%d-%m-%Y}.\n\n"
        f"{settings.URL_DEL_SITIO}{entrega.informe.get_absolute_url()}\n\n"
        "Recibes este correo porque puedes emitirlo."
    )
    return asunto, texto


CARTAS = {
    Etapa.ENVIO: (_quienes_lo_escriben, _carta_de_envio),
    Etapa.EMISION: (_quienes_lo_emiten, _carta_de_emision),
}
