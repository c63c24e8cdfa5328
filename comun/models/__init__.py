from comun.models.alias import Alias, ConAlias
from comun.models.bitacora import Bitacora
from comun.models.borrado import Borrado
from comun.models.cifra_declarada import CifraDeclarada
from comun.models.codificado import NACIONAL, Codificado
from comun.models.correlativo import Correlativo
from comun.models.correo import Correo
from comun.models.documento_formal import DocumentoFormal
from comun.models.enlace import Enlace
from comun.models.envio import Envio, EnvioAjeno
from comun.models.fecha_vaga import FechaVaga, FechaVagaQuerySet, Precision
from comun.models.libro_subido import LibroSubido
from comun.models.registrado import EdicionSimultanea, Historial, Registrado
from comun.models.sellado import ObjetoSellado, Sellado, SelladoQuerySet
from comun.models.vigente import Vigente, VigenteQuerySet

__all__ = [
    "NACIONAL",
    "Alias",
    "Bitacora",
    "Borrado",
    "CifraDeclarada",
    "Codificado",
    "ConAlias",
    "Correlativo",
    "Correo",
    "DocumentoFormal",
    "EdicionSimultanea",
    "Enlace",
    "Envio",
    "EnvioAjeno",
    "FechaVaga",
    "FechaVagaQuerySet",
    "Historial",
    "LibroSubido",
    "ObjetoSellado",
    "Precision",
    "Registrado",
    "Sellado",
    "SelladoQuerySet",
    "Vigente",
    "VigenteQuerySet",
]
