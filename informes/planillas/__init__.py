"""Planillas de informes: un proyecto entero con su marco, sus gastos y la narrativa de sus informes."""

from comun.planillas import TipoDePlanilla, registrar
from informes.planillas import dinero, marco, narrativa, proyecto

PROYECTO = registrar(
    TipoDePlanilla(
        nombre="proyecto",
        titulo="Un proyecto con su marco de resultados, sus gastos y sus informes anuales",
        ayuda="Sirve para respaldar un proyecto, llevarlo a otra instalación o llenarlo fuera de línea.",
        de_un_objeto=True,
        puede_ver=lambda usuario: not usuario.es_observador,
        puede_importar=lambda usuario: usuario.es_editor_regional or usuario.es_nacional,
        listado="proyectos_lista",
        hojas=[*proyecto.HOJAS, *marco.HOJAS, *dinero.HOJAS, *narrativa.HOJAS],
    )
)
