from comun.models import ObjetoSellado
from mesas.models.acta import Acta, ActaIncompleta
from mesas.models.acuerdo import Acuerdo
from mesas.models.archivo import ArchivoDeMesa
from mesas.models.asistencia import Asistencia
from mesas.models.avance import Avance
from mesas.models.compromiso import Compromiso, CompromisoSuscrito
from mesas.models.compromiso_cambios import Reprogramacion, Transferencia
from mesas.models.compromiso_ciclo import CompromisoCerrado, VerboRechazado, VerificacionPropia
from mesas.models.convocado import Convocado, RespuestaRechazada
from mesas.models.diagnostico import Diagnostico, EstadoDiagnostico
from mesas.models.dinero import Moneda, MontoDelCompromiso, ParteDelCompromiso, Unidad
from mesas.models.documento_mesa import DocumentoMesa
from mesas.models.enlace_firmado import EnlaceFirmado
from mesas.models.evidencia import Evidencia
from mesas.models.instancia import Instancia, Periodicidad, TipoInstancia
from mesas.models.integrante import Integrante
from mesas.models.mesa import CAMINO, TRANSICIONES, AliasMesa, FaltaMotivo, Fase, Mesa, TipoMesa, TransicionInvalida
from mesas.models.plan import ActividadPlan, Eje, EstadoActividad
from mesas.models.punto import PuntoTabla
from mesas.models.recuento import RecuentoDeAsistencia
from mesas.models.sesion import AsistenciaCerrada, Sesion

__all__ = [
    "CAMINO",
    "TRANSICIONES",
    "Acta",
    "ActaIncompleta",
    "ActividadPlan",
    "Acuerdo",
    "AliasMesa",
    "ArchivoDeMesa",
    "Asistencia",
    "AsistenciaCerrada",
    "Avance",
    "Compromiso",
    "CompromisoCerrado",
    "CompromisoSuscrito",
    "Convocado",
    "Diagnostico",
    "DocumentoMesa",
    "Eje",
    "EnlaceFirmado",
    "EstadoActividad",
    "EstadoDiagnostico",
    "Evidencia",
    "FaltaMotivo",
    "Fase",
    "Instancia",
    "Integrante",
    "Mesa",
    "Moneda",
    "MontoDelCompromiso",
    "ObjetoSellado",
    "ParteDelCompromiso",
    "Periodicidad",
    "PuntoTabla",
    "RecuentoDeAsistencia",
    "Reprogramacion",
    "RespuestaRechazada",
    "Sesion",
    "TipoInstancia",
    "TipoMesa",
    "Transferencia",
    "TransicionInvalida",
    "Unidad",
    "VerboRechazado",
    "VerificacionPropia",
]
