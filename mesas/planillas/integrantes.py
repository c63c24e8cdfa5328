"""Las hojas de quiénes integran las mesas y de sus documentos formales."""

from actores.planillas.referencias import actor, nombre_de, persona
from comun.planillas import Codigo, Fecha, FilaInvalida, Hoja, Opcion, Referencia, SiNo, Texto
from mesas.models import DocumentoMesa, Integrante
from mesas.planillas.alcance import exigir_mesa_abierta, mesas_de

YA_TERMINO = "ya dejó de ser parte: si hay un error, corrígelo en la página de la mesa"


def _validar_integrante(fila):
    exigir_mesa_abierta(fila)
    if fila.objeto is not None and fila.objeto.vigente_hasta is not None:
        raise FilaInvalida(YA_TERMINO)


HOJAS = [
    Hoja(
        "Integrantes",
        Integrante,
        clave=("instancia", "actor", "persona", "calidad", "vigente_desde"),
        orden=("instancia__codigo", "pk"),
        consulta=lambda usuario: Integrante.objects.filter(
            instancia__mesa__in=mesas_de(usuario), instancia__retirada=False
        ),
        validar=_validar_integrante,
        admite_eliminar=False,
        columnas=[
            Referencia("Mesa", "instancia.mesa", hoja="Mesas", auxiliar=True, obligatorio=True),
            Referencia("Instancia", "instancia", hoja="Instancias", con=("instancia.mesa",)),
            actor("Actor", "actor"),
            nombre_de("Nombre del actor", "actor"),
            persona("Persona", "persona", obligatorio=False),
            nombre_de("Nombre de la persona", "persona"),
            Opcion("Calidad", "calidad", obligatorio=False),
            Opcion("Papel", "rol"),
            Fecha("Desde", "vigente_desde", obligatorio=False),
            Fecha("Hasta", "vigente_hasta", ayuda="El último día en que es parte."),
            Texto("Fuente", "fuente"),
        ],
    ),
    Hoja(
        "Documentos",
        DocumentoMesa,
        clave=("codigo",),
        orden=("codigo",),
        consulta=lambda usuario: DocumentoMesa.objects.filter(mesa__in=mesas_de(usuario)),
        validar=exigir_mesa_abierta,
        admite_eliminar=False,
        columnas=[
            Codigo("Código", "codigo"),
            Referencia("Mesa", "mesa", hoja="Mesas", ayuda="Su código o su nombre."),
            Opcion("Tipo", "tipo"),
            Texto("Número", "numero"),
            Fecha("Fecha", "fecha"),
            Texto("Materia", "materia", ancho=40),
            Texto("Quién lo emite o firma", "emisor"),
            Texto("Enlace", "enlace"),
            SiNo("Rige a la mesa", "rige", ayuda="Estatuto, reglamento o convenio que la norma."),
            Fecha("Vigente desde", "vigente_desde"),
            Fecha("Vigente hasta", "vigente_hasta"),
            actor("Firmantes", "firmantes", multiple=True),
            Texto("Fuente", "fuente"),
        ],
    ),
]
