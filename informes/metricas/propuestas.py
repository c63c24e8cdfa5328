"""Lo que los datos guardados proponen para cada indicador atado a una métrica, junto a lo que escribió la persona."""

from dataclasses import dataclass
from functools import cached_property

from comun.documentos.arbol import Cifra, FilaDeOrigen
from comun.models import CifraDeclarada
from informes.metricas.mesas import UNIDADES, FilasDeMesas, medir
from informes.models import CoberturaDeFilas, Indicador

Metrica = Indicador.Metrica
FRASES = {
    Metrica.INTEGRANTES: "A fines de {anio}, {mesa} reunía {cifra} instituciones{corte}.",
    Metrica.SESIONES: "En {anio}, {mesa} realizó {cifra} sesiones{corte}.",
    Metrica.ASISTENCIA_PROMEDIO: "En {anio}, a cada sesión{corte} de {mesa} asistieron en promedio {cifra} personas.",
    Metrica.COMPROMISOS_CUMPLIDOS: "En {anio} se cumplió {cifra} de los compromisos de {mesa}{corte}.",
}


@dataclass(frozen=True)
class Propuesta:
    """Una cifra propuesta para un indicador y por qué; `filas` es lo que dan las filas guardadas, ganen o no."""

    indicador: Indicador
    texto: str
    cifra: Cifra
    motivo: str
    filas: Cifra
    anio: int

    @property
    def frase(self):
        """La oración que se ofrece para el texto; vacía si no hay dato: nadie escribe «sin dato» como logro."""
        if self.cifra.valor is None:
            return ""
        corte = f" ({self.indicador.corte})" if self.indicador.corte else ""
        datos = {"anio": self.anio, "mesa": self.indicador.mesa.nombre, "cifra": self.cifra.texto, "corte": corte}
        return FRASES[Metrica(self.indicador.metrica)].format(**datos)

    @property
    def unidad(self):
        return UNIDADES[self.indicador.metrica]


def propuestas(material):
    """Las de todos los indicadores con métrica, en el orden del informe.

    Las filas ganan sólo si alguien dijo que están completas; si no, se propone la cifra declarada con las filas
    parciales al lado (decisiones, Cifras declaradas). Sin una ni otras, «sin dato».
    """
    con_metrica = list(_indicadores_con_metrica(material))
    lectura = _Lectura([indicador.mesa for _, indicador in con_metrica], material.anio)
    return [_proponer(material, lectura, indicador, clave) for clave, indicador in con_metrica]


class _Lectura:
    """Lo que las propuestas miran, leído por conjunto: las consultas no dependen de cuántos indicadores haya."""

    def __init__(self, mesas, anio):
        self.guardado = FilasDeMesas(mesas, anio)
        self.donde = {"ambito__in": {mesa.codigo for mesa in mesas}, "anio": anio}

    @cached_property
    def completas(self):
        """Las (métrica, corte, ámbito) cuyas filas alguien dijo que están completas."""
        coberturas = CoberturaDeFilas.objects.filter(completas=True, **self.donde)
        return set(coberturas.values_list("metrica", "corte", "ambito"))

    @cached_property
    def declaradas(self):
        """{(métrica, corte, ámbito): la primera cifra declarada, en orden de código}."""
        filas = CifraDeclarada.objects.filter(**self.donde).order_by("-codigo")
        return {(cifra.mide, cifra.detalle, cifra.ambito): cifra for cifra in filas}


def _indicadores_con_metrica(material):
    for prefijo, padre in [
        *((f"{resultado.nivel}-pais", resultado) for resultado in material.resultados_pais),
        *((f"producto-{producto.numero}", producto) for producto in material.productos),
    ]:
        for indicador in padre.indicadores.all():
            if indicador.metrica:
                yield f"{prefijo}-{indicador.codigo}", indicador


def _proponer(material, lectura, indicador, clave):
    anio, mesa = material.anio, indicador.mesa
    logro = material.logro(indicador)
    texto = logro.texto if logro else ""
    senas = {"clave": f"filas-{clave}", "url": material.direccion_de(f"filas-{clave}")}
    filas = medir(indicador.metrica, mesa, guardado=lectura.guardado, corte=indicador.corte, **senas)
    que = (indicador.metrica, indicador.corte, mesa.codigo)
    if que in lectura.completas:
        return Propuesta(indicador, texto, filas, "Las filas guardadas están completas.", filas, anio)
    declarada = lectura.declaradas.get(que)
    if declarada is None:
        vacia = Cifra(None, filas.formato, "declarada", clave=f"declarada-{clave}", nombre=filas.nombre)
        motivo = "Las filas no están completas y nadie ha declarado la cifra."
        return Propuesta(indicador, texto, vacia, motivo, filas, anio)
    return Propuesta(indicador, texto, _cifra_declarada(declarada, filas, clave), _motivo(declarada), filas, anio)


def _cifra_declarada(declarada, filas, clave):
    origen = FilaDeOrigen(
        declarada.codigo,
        f"{declarada.documento}{f', línea {declarada.linea}' if declarada.linea else ''}",
        "",
        declarada.valor,
        declarada.get_unidad_display(),
        declarada.get_absolute_url(),
    )
    return Cifra(
        declarada.valor,
        filas.formato,
        "declarada",
        (origen,),
        url=declarada.get_absolute_url(),
        clave=f"declarada-{clave}",
        nombre=filas.nombre,
    )


def _motivo(declarada):
    if declarada.valor_alternativo is not None:
        return "Cifra declarada; el mismo documento da otro valor: abre su ficha antes de usarla."
    return "Cifra declarada en un documento; las filas guardadas no están completas."
