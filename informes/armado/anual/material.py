"""Todo lo guardado que un informe anual necesita, leído una sola vez con un número fijo de consultas."""

from functools import cached_property

from django.db.models import Prefetch
from django.urls import reverse

from informes.metricas.gastos import CuadroDeGastos
from informes.models import Indicador, LogroAnual, SeccionNarrativa


class Material:
    """El informe, su proyecto y sus filas, listos para armar el documento."""

    def __init__(self, informe, direccion_de=None):
        self.informe = informe
        self.proyecto = informe.proyecto
        self.anio = informe.anio
        self.cuadro = CuadroDeGastos(self.proyecto, self.anio, direccion_de=direccion_de or self.direccion_de)

    def direccion_de(self, clave):
        return reverse("informe_anual_cifra", args=[self.informe.codigo, clave])

    @cached_property
    def resultados_pais(self):
        return list(
            self.proyecto.resultados_pais.order_by("orden", "pk").prefetch_related(self._indicadores_con_logro())
        )

    @cached_property
    def productos(self):
        return list(
            self.proyecto.productos.order_by("numero").prefetch_related(
                self._indicadores_con_logro(), "actividades__indicadores"
            )
        )

    def _indicadores_con_logro(self):
        del_anio = Prefetch("logros", LogroAnual.objects.filter(anio=self.anio), to_attr="logros_del_anio")
        return Prefetch(
            "indicadores", Indicador.objects.select_related("mesa").order_by("orden", "pk").prefetch_related(del_anio)
        )

    @staticmethod
    def logro(indicador):
        """El logro del año de un indicador leído por este material, o None."""
        return indicador.logros_del_anio[0] if indicador.logros_del_anio else None

    @cached_property
    def _secciones(self):
        return {(seccion.clave, seccion.producto_id): seccion for seccion in self.informe.secciones.all()}

    def texto(self, clave, producto=None):
        seccion = self._secciones.get((clave, producto.pk if producto else None))
        return seccion.texto if seccion else ""

    @property
    def teoria_de_cambio_vigente(self):
        """Sí, no o None: nadie lo ha dicho."""
        seccion = self._secciones.get((SeccionNarrativa.Clave.TEORIA_DE_CAMBIO, None))
        return seccion.vigente if seccion else None

    @property
    def texto_de_genero(self):
        return self.texto(SeccionNarrativa.Clave.GENERO)

    @cached_property
    def riesgos(self):
        return list(self.informe.riesgos.order_by("orden"))

    @cached_property
    def lecciones(self):
        return list(self.informe.lecciones.order_by("orden").prefetch_related("decisiones"))

    @cached_property
    def enlaces(self):
        return list(self.informe.enlaces.order_by("orden"))
