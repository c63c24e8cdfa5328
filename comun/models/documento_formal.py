from django.db import models

from comun.models.enlace import Enlace
from comun.models.registrado import Registrado


class DocumentoFormal(Registrado):
    """Base de un acto con número y fecha (convenio, protocolo, resolución); cada app guarda los suyos."""

    class Tipo(models.TextChoices):
        ACTA = "acta", "acta"
        ACTA_DE_COMPROMISO = "acta_compromiso", "acta de compromiso"
        ACUERDO_OPERATIVO = "acuerdo_operativo", "acuerdo operativo"
        CARTA_DE_COMPROMISO = "carta_compromiso", "carta de compromiso"
        CONVENIO = "convenio", "convenio"
        ESTATUTO = "estatuto", "estatuto"
        LEY = "ley", "ley"
        MEMO = "memo", "memorándum"
        OFICIO = "oficio", "oficio"
        PROTOCOLO = "protocolo", "protocolo"
        REGLAMENTO = "reglamento", "reglamento"
        RESOLUCION_AFECTA = "resolucion_afecta", "resolución afecta"
        RESOLUCION_EXENTA = "resolucion_exenta", "resolución exenta"
        OTRO = "otro", "otro documento"

    tipo = models.CharField("tipo", max_length=20, choices=Tipo)
    numero = models.CharField("número", max_length=40, blank=True)
    fecha = models.DateField("fecha", null=True, blank=True)
    materia = models.CharField("materia", max_length=300, blank=True)
    emisor = models.CharField("quién lo emite o firma", max_length=200, blank=True)
    enlace = Enlace("enlace", max_length=500, blank=True)
    fuente = models.CharField("fuente", max_length=200, blank=True)

    class Meta:
        abstract = True

    def __str__(self):
        numero = f" N° {self.numero}" if self.numero else ""
        tipo = self.get_tipo_display()
        return f"{tipo[:1].upper()}{tipo[1:]}{numero}"
