from mesas.admin.acta import ActaAdmin, AcuerdoAdmin, ArchivoDeMesaAdmin
from mesas.admin.compromiso import AvanceAdmin, CompromisoAdmin
from mesas.admin.instancia import InstanciaAdmin, IntegranteAdmin
from mesas.admin.mesa import MesaAdmin
from mesas.admin.plan import ActividadPlanAdmin, DiagnosticoAdmin, DocumentoMesaAdmin, EjeAdmin
from mesas.admin.sesion import AsistenciaAdmin, EnlaceFirmadoAdmin, PuntoTablaAdmin, SesionAdmin

__all__ = [
    "ActaAdmin",
    "ActividadPlanAdmin",
    "AcuerdoAdmin",
    "ArchivoDeMesaAdmin",
    "AsistenciaAdmin",
    "AvanceAdmin",
    "CompromisoAdmin",
    "DiagnosticoAdmin",
    "DocumentoMesaAdmin",
    "EjeAdmin",
    "EnlaceFirmadoAdmin",
    "InstanciaAdmin",
    "IntegranteAdmin",
    "MesaAdmin",
    "PuntoTablaAdmin",
    "SesionAdmin",
]
