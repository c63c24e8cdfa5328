"""Planillas: libros de Excel que se exportan, se editan fuera y se vuelven a importar sin perder ni inventar nada.

Un tipo de planilla se declara en el módulo `planillas` de una app (o en un paquete `planillas/`), que se carga solo:

    from comun.planillas import (
        Codigo, Dinero, Entero, Fecha, Hoja, Informativa, Numero, Opcion, Referencia, SiNo, Texto, TextoLargo,
        TipoDePlanilla, registrar,
    )

    registrar(
        TipoDePlanilla(
            nombre="proyecto",                       # el de las órdenes y la hoja Guía
            titulo="Un proyecto con su marco de resultados",
            de_un_objeto=True,                       # la primera hoja lleva una fila; las demás cuelgan de ella
            hojas=[                                  # en el orden en que se aplican: antes las que otras nombran
                Hoja(
                    "Proyecto", Proyecto, clave=("codigo",), admite_eliminar=False,
                    columnas=[
                        Codigo("Código", "codigo", asignado=False),     # lo escribe la persona (P-121119)
                        Texto("Nombre", "nombre"),                      # obligatorio y largo: los del modelo
                        Fecha("Inicio", "inicio"),
                        Dinero("Presupuesto", "presupuesto"),
                        Referencia("Direcciones", "direcciones", multiple=True,       # ManyToMany: «D-05; D-07»
                                   consulta=visibles(DireccionRegional), por=("codigo", "nombre")),
                    ],
                ),
                Hoja(
                    "Productos", Producto, clave=("numero",), raiz="proyecto", orden=("numero",),
                    columnas=[Texto("Número", "numero"), TextoLargo("Enunciado", "enunciado")],
                ),
                Hoja(
                    "Indicadores", Indicador, clave=("producto", "numero"), raiz="producto__proyecto",
                    orden=("producto__numero", "numero"),
                    columnas=[
                        Referencia("Producto", "producto", hoja="Productos"),     # puede crearse en el mismo libro
                        Texto("Número", "numero"),
                        Numero("Línea base", "linea_base"),                       # vacío = None, distinto de 0
                    ],
                ),
                Hoja(
                    "Actividades", Actividad, clave=("codigo",), raiz="proyecto",
                    columnas=[
                        Codigo("Código", "codigo"),          # lo asigna el sistema: vacío o «nueva 1» crea la fila
                        Texto("Nombre", "nombre"),
                        Referencia("Producto", "producto", hoja="Productos"),
                        # clave de dos columnas: se escribe «1 / 1.2»; con `con` (campos de esta fila), sólo «1.2».
                        # Si la fila no guarda ese campo: Referencia("Producto", "indicador.producto", …, auxiliar=True)
                        Referencia("Indicadores", "indicadores", hoja="Indicadores", con=("producto",), multiple=True),
                        Informativa("Monto gastado", obtener=lambda actividad: str(actividad.gastado)),
                    ],
                ),
            ],
        )
    )

Uso:

    contenido = exportar(tipo, usuario=usuario, codigo="P-121119")        # bytes de un .xlsx
    libro = leer_libro(archivo)                                           # LibroInvalido, con una frase
    resultado = previsualizar(libro.tipo, libro, usuario)                 # no escribe nada
    if not resultado.rechazos:
        aplicar(resultado, por=usuario)                                   # todo o nada

Promesas. Importar lo recién exportado no cambia nada. Una fila nunca desaparece por faltar: sólo con «eliminar» = sí,
y si nada la usa. Los textos largos se conservan exactos (con sus espacios, saltos de línea y erratas; «\\r\\n» cuenta
como «\\n»); a los de una línea se les quitan los espacios de los extremos. Los decimales son exactos. Vacío es «sin
dato». Las filas nuevas pasan por `Modelo.crear(por=, motivo=, …)`, los cambios por `full_clean` y `registrar`, o por
los verbos que la hoja declare (`crear`, `cambiar`, `borrar`).
"""

from comun.planillas.aplicacion import aplicar
from comun.planillas.columnas import (
    Codigo,
    Columna,
    Dinero,
    Entero,
    Fecha,
    Informativa,
    Numero,
    Opcion,
    SiNo,
    Texto,
    TextoLargo,
)
from comun.planillas.errores import ErrorDeCelda, ErrorDePlanilla, FilaInvalida, LibroInvalido
from comun.planillas.exportacion import exportar
from comun.planillas.filas import Accion, Cambio, Fila, PlanillaConRechazos, Resultado
from comun.planillas.lectura import Libro, Rechazo, leer_libro
from comun.planillas.previsualizacion import previsualizar
from comun.planillas.referencia import Referencia, visibles
from comun.planillas.tipos import Hoja, TipoDePlanilla, registrar, tipo_llamado, tipos_registrados

__all__ = [
    "Accion",
    "Cambio",
    "Codigo",
    "Columna",
    "Dinero",
    "Entero",
    "ErrorDeCelda",
    "ErrorDePlanilla",
    "Fecha",
    "Fila",
    "FilaInvalida",
    "Hoja",
    "Informativa",
    "Libro",
    "LibroInvalido",
    "Numero",
    "Opcion",
    "PlanillaConRechazos",
    "Rechazo",
    "Referencia",
    "Resultado",
    "SiNo",
    "Texto",
    "TextoLargo",
    "TipoDePlanilla",
    "aplicar",
    "exportar",
    "leer_libro",
    "previsualizar",
    "registrar",
    "tipo_llamado",
    "tipos_registrados",
    "visibles",
]
