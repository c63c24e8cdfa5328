"""Sección I: resultados a nivel de efecto y de producto."""

from comun.documentos.arbol import Columna, Fila, Parrafo, Tabla, Titulo, bloques_de_texto
from comun.formatos import SIN_DATO
from informes.armado.anual import rotulos
from informes.models import SeccionNarrativa

Clave = SeccionNarrativa.Clave


def bloques(material):
    return (
        Titulo(2, rotulos.I),
        Titulo(3, rotulos.I_A),
        *narrativa(material.texto(Clave.TEORIA_DE_CAMBIO)),
        Titulo(3, rotulos.I_B),
        _programa_pais(material),
        Titulo(3, rotulos.I_C),
        *narrativa(material.texto(Clave.EFECTO)),
        Titulo(3, rotulos.I_D),
        Parrafo(rotulos.I_D_ENTRADA),
        *_productos(material),
        Titulo(4, rotulos.I_D_GENERO),
        *narrativa(material.texto_de_genero),
    )


def narrativa(texto):
    """Los párrafos que escribió la persona, o «sin dato» si no ha escrito."""
    return bloques_de_texto(texto) or (Parrafo(SIN_DATO),)


def con_codigo(codigo, texto):
    """Valor de una celda precedido del código de su indicador: «1.2 3»."""
    return f"{codigo} {texto or SIN_DATO}"


def _productos(material):
    for producto in material.productos:
        yield Titulo(4, producto.encabezado_narrativo)
        yield from narrativa(material.texto(Clave.PRODUCTO, producto))


def _programa_pais(material):
    filas = [
        _fila_de_indicador(material, resultado, indicador)
        for resultado in material.resultados_pais
        for indicador in resultado.indicadores.all()
    ]
    return Tabla(
        titulo="Efecto y producto del Programa País, con sus indicadores",
        columnas=(Columna(5), Columna(5), Columna(3), Columna(3), Columna(5)),
        filas=(
            Fila(rotulos.I_B_COLUMNAS, "encabezado"),
            *(filas or [Fila((SIN_DATO,) * len(rotulos.I_B_COLUMNAS))]),
        ),
    )


def _fila_de_indicador(material, resultado, indicador):
    logro = material.logro(indicador)
    return Fila(
        (
            str(resultado),
            con_codigo(indicador.codigo, indicador.enunciado),
            con_codigo(indicador.codigo, base_de(indicador)),
            con_codigo(indicador.codigo, meta_de(indicador, logro)),
            logrado_de(logro) or SIN_DATO,
        )
    )


def base_de(indicador):
    """La línea de base y, si se sabe, su año entre paréntesis."""
    if indicador.linea_base and indicador.linea_base_anio:
        return f"{indicador.linea_base} ({indicador.linea_base_anio})"
    return indicador.linea_base


def meta_de(indicador, logro):
    """La meta del año si el año tiene una; si no, la final."""
    return (logro.meta if logro else "") or indicador.meta


def logrado_de(logro):
    """El logro escrito y, si lo hay, su medio de verificación entre paréntesis."""
    if logro and logro.texto and logro.medio_de_verificacion:
        return f"{logro.texto} ({logro.medio_de_verificacion})"
    return logro.texto if logro else ""
