from territorios.admin.direccion_regional import DireccionRegionalAdmin
from territorios.admin.division import ComunaAdmin, MacrozonaAdmin, ProvinciaAdmin, RegionAdmin
from territorios.admin.territorio import TerritorioAdmin

__all__ = [
    "ComunaAdmin",
    "DireccionRegionalAdmin",
    "MacrozonaAdmin",
    "ProvinciaAdmin",
    "RegionAdmin",
    "TerritorioAdmin",
]
