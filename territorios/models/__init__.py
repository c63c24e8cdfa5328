from territorios.models.comuna import CodigoHistorico, Comuna
from territorios.models.definicion_territorio import DefinicionTerritorio, DocumentoTerritorio
from territorios.models.direccion_regional import DireccionRegional
from territorios.models.localidad import Localidad
from territorios.models.macrozona import Macrozona
from territorios.models.nombre_alternativo import NombreAlternativo
from territorios.models.provincia import Provincia
from territorios.models.region import Region, ZonaHoraria
from territorios.models.territorio import CicloDeTerritorios, Territorio, TipoTerritorio

__all__ = [
    "CicloDeTerritorios",
    "CodigoHistorico",
    "Comuna",
    "DefinicionTerritorio",
    "DireccionRegional",
    "DocumentoTerritorio",
    "Localidad",
    "Macrozona",
    "NombreAlternativo",
    "Provincia",
    "Region",
    "Territorio",
    "TipoTerritorio",
    "ZonaHoraria",
]
