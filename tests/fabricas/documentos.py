"""Documentos de muestra, con todo lo que el árbol sabe decir."""

from datetime import date
from decimal import Decimal

from comun.documentos.arbol import (
    Aviso,
    Celda,
    Cifra,
    Columna,
    Documento,
    Enfasis,
    Enlace,
    Fila,
    FilaDeOrigen,
    Lista,
    Parrafo,
    SaltoDePagina,
    Tabla,
    Titulo,
    bloques_de_texto,
)

FRASE = "La mesa acordó una agenda común de trabajo en el territorio, con seguimiento de cada compromiso. "


def gastos(*montos):
    return tuple(
        FilaDeOrigen(
            f"G-{n:04d}", "Contrato de servicios", "Municipio de ejemplo", Decimal(monto), "USD", f"/gastos/G-{n:04d}/"
        )
        for n, monto in enumerate(montos, 1)
    )


def gasto(valor="5500.00", nombre="Gasto del producto 1", **campos):
    valor = None if valor is None else Decimal(valor)
    filas = () if valor is None else gastos(valor)
    return Cifra(valor, "pnud", "suma", filas, "/proyectos/P-1/gastos/", nombre, nombre, **campos)


def tasa(base="11000", porcentaje=4, valor="440.00"):
    filas = (FilaDeOrigen("G-0001", "Base", "", Decimal(base), "USD", tasa=porcentaje),)
    return Cifra(Decimal(valor), "pnud", "tasa", filas, "/proyectos/P-1/costos/", "dpc", "Costos directos", 2)


def tabla_de_metas(productos=2, indicadores=3):
    """Siete columnas, filas de sección, celdas combinadas hacia abajo y a lo ancho, subtotales y total."""
    nombres = (
        "Indicador",
        "Línea base",
        "Meta planificada",
        "Meta lograda",
        "Actividades",
        "Ítem presupuestario",
        "Gastos",
    )
    filas = [Fila((*nombres[:6], Celda(nombres[6], alineacion="derecha")), "encabezado")]
    for producto in range(1, productos + 1):
        filas.append(Fila(f"Producto {producto}: acompañamiento intersectorial", "seccion"))
        combinadas = tuple(
            Celda(contenido, rowspan=indicadores)
            for contenido in (f"Actividad {producto}.1", f"7140{producto} Servicios", gasto())
        )
        for numero in range(1, indicadores + 1):
            lograda = Celda((Parrafo(f"Logro {producto}.{numero}"), Lista(("Primera sesión", "Segunda sesión"))))
            propias = (
                f"Indicador {producto}.{numero}",
                f"Base {producto}.{numero}",
                f"Meta {producto}.{numero}",
                lograda,
            )
            filas.append(Fila(propias + (combinadas if numero == 1 else ())))
        filas.append(Fila((Celda(f"Subtotal Producto {producto}", colspan=6), gasto()), "subtotal"))
    filas.append(Fila((Celda("Costos directos (%)", colspan=6), tasa())))
    filas.append(Fila((Celda("Total", colspan=6), gasto("11440.00", "Total")), "total"))
    return Tabla("Avances en las metas", tuple(Columna(ancho) for ancho in (4, 3, 4, 5, 5, 4, 3)), tuple(filas))


def documento(*bloques, **campos):
    datos = {"titulo": "Informe de ejemplo", "codigo": "P-000001", "fecha": date(2021, 1, 15)} | campos
    return Documento(bloques=tuple(bloques), **datos)


def documento_de_muestra(productos=2, parrafos=3, **campos):
    ficha = Tabla(
        "Datos del proyecto",
        (Columna(1), Columna(3)),
        (
            Fila((Celda("Proyecto:", encabezado=True), "Mesa de ejemplo")),
            Fila((Celda("Presupuesto:", encabezado=True), Celda(gasto(None, "Presupuesto"), alineacion="izquierda"))),
        ),
        "ficha",
    )
    riesgos = Tabla(
        "Riesgos",
        (Columna(1), Columna(3)),
        (Fila(("Tipo", "Descripción"), "encabezado"), Fila(("", "")), Fila(("Seguridad", FRASE))),
        titulo_visible=True,
    )
    enlace = Enlace("Noticia de la mesa", "https://www.ejemplo.cl/noticia?a=1&b=2")
    return documento(
        Parrafo("Institución de ejemplo", "antetitulo"),
        Titulo(1, "Informe de ejemplo"),
        ficha,
        Aviso(("El gasto (", gasto(), ") no es igual a lo informado.")),
        Titulo(2, "I. Resultados"),
        *bloques_de_texto((FRASE * 3 + "\n\n") * parrafos + "Se acordó:\n- un punto\n- otro punto"),
        Titulo(2, "II. Metas"),
        tabla_de_metas(productos),
        Parrafo("Tasa de costos directos: 4 %.", "nota"),
        riesgos,
        SaltoDePagina(),
        Titulo(2, "III. Evidencia"),
        Lista(((enlace,), (Enfasis("Gasto: "), gasto(), " de ", Enfasis("dos", "cursiva"), " productos."))),
        **{"pie": "Oficina de ejemplo", "estado": "Borrador", "autor": "Oficina de ejemplo"} | campos,
    )
