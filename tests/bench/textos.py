"""Textos inventados, siempre los mismos para la misma semilla, del largo que se pida."""

from random import Random

ORACIONES = (
    "La mesa reunió a los servicios del territorio con las organizaciones vecinales y fijó un calendario común.",
    "El equipo regional visitó cada localidad antes de convocar y dejó por escrito lo que pidió cada una.",
    "Quedó pendiente el financiamiento de la segunda etapa, que depende de un convenio todavía en trámite.",
    "Las dirigentas propusieron horarios de tarde para que las trabajadoras de temporada pudieran asistir.",
    "Se acordó publicar los avances cada dos meses y revisar los plazos cuando cambie un responsable.",
    "La municipalidad facilitó la sede y el traslado; la universidad aportó la sistematización de los talleres.",
    "Un tercio de los compromisos se cumplió antes de la fecha y el resto avanza con seguimiento mensual.",
    "El diagnóstico mostró que faltaba agua potable en los sectores altos y conectividad en la escuela.",
    "Los aprendizajes del primer año se usaron para ordenar la priorización y acortar las reuniones.",
    "La pandemia obligó a sesionar a distancia, con menos participación de las comunidades más aisladas.",
    "El comité revisó el gasto, ajustó dos actividades y mantuvo las metas que ya estaban comprometidas.",
    "Se probó una pauta sencilla para que cada institución informe sin repetir lo que ya entregó.",
    "Las empresas de la zona ofrecieron prácticas laborales y pidieron reglas claras para seleccionarlas.",
    "Queda como lección que invitar con anticipación y devolver los resultados sostiene la confianza.",
)


class Redactor:
    """Escribe con una semilla: dos redactores de la misma semilla escriben lo mismo."""

    def __init__(self, semilla):
        self._azar = Random(semilla)

    def texto(self, largo):
        """Oraciones barajadas hasta unos `largo` caracteres, cortadas en una palabra entera."""
        palabras, total = [], 0
        while total < largo:
            for palabra in self._azar.choice(ORACIONES).split():
                palabras.append(palabra)
                total += len(palabra) + 1
        while total > largo and len(palabras) > 1:
            total -= len(palabras.pop()) + 1
        return " ".join(palabras)

    def parrafos(self, *largos):
        return "\n\n".join(self.texto(largo) for largo in largos)
