"""Arma el informe anual de un proyecto: de las filas guardadas al árbol del documento."""

from comun.documentos.arbol import Aviso, Documento, Parrafo, Titulo
from informes.armado.anual import cierre, encabezado, gastos, resultados, rotulos
from informes.armado.anual.material import Material
from informes.metricas.cuadratura import descuadres

__all__ = ["Material", "armar"]


def armar(informe, *, fecha=None, material=None, estado="Borrador", pie=""):
    """El documento del informe, en el orden del formulario.

    `fecha` es el día que llevan los archivos por dentro; sin ella no llevan ninguno. Donde las cifras no cuadran
    el documento lo dice (diseño, regla 6); donde falta un dato escribe «sin dato».
    """
    material = material or Material(informe)
    titulo = rotulos.TITULO.format(anio=material.anio)
    return Documento(
        titulo=f"{titulo}. {material.proyecto.titulo}",
        codigo=informe.codigo,
        estado=estado,
        pie=pie,
        fecha=fecha,
        bloques=(
            Parrafo(material.proyecto.organismo, "antetitulo"),
            Titulo(1, titulo),
            *encabezado.bloques(material),
            *_avisos(material),
            *resultados.bloques(material),
            *gastos.bloques(material),
            *cierre.bloques(material),
        ),
    )


def _avisos(material):
    return [Aviso(frase, titulo="Las cifras no cuadran") for frase in descuadres(material.cuadro)]
