"""Las cifras de dinero de un proyecto y año: tabla II del informe anual, costos del organismo y cuadratura.

Reglas (dominio 2.6; diseño, regla 6): DPC = tasa × gastos de los productos; GMS = tasa × (productos + DPC); cada línea
se redondea a centavos, la mitad hacia arriba. Con dos pares de tasas en el año los gastos se agrupan por par: DPC se
redondea por grupo, GMS se calcula sobre el grupo más su DPC redondeado, y las líneas impresas son sumas.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from comun.documentos.arbol import Cifra, FilaDeOrigen
from comun.formatos import a_centavos, formato
from informes.metricas.fuente import con_fuente
from informes.models import AporteAnual, Gasto, GastoDelAnio, Presupuesto


@dataclass(frozen=True)
class Grupo:
    """Los gastos que comparten un par de tasas, con su DPC y su GMS ya redondeados."""

    nombre: str
    dpc_porcentaje: Decimal
    gms_porcentaje: Decimal
    base: Decimal

    @property
    def dpc(self):
        return a_centavos(self.base * self.dpc_porcentaje / 100)

    @property
    def base_de_gms(self):
        return self.base + self.dpc

    @property
    def gms(self):
        return a_centavos(self.base_de_gms * self.gms_porcentaje / 100)


class CuadroDeGastos:
    """Los gastos de un proyecto en un año y todo lo que se calcula con ellos.

    `direccion_de(clave)` da la dirección de la página que muestra las filas de una cifra. Los montos son Decimal en
    unidades de la moneda del proyecto; lo que no se puede calcular vale None y se escribe «sin dato».
    """

    FORMATO = "pnud"

    def __init__(self, proyecto, anio, *, direccion_de):
        self.proyecto, self.anio, self.direccion_de = proyecto, anio, direccion_de

    @cached_property
    def productos(self):
        return list(self.proyecto.productos.order_by("numero"))

    @cached_property
    def gastos(self):
        """Los gastos del año, con lo que su fila necesita, en orden de código."""
        filas = Gasto.objects.filter(producto__proyecto=self.proyecto).del_anio(self.anio)
        return list(filas.select_related("item", "donante").prefetch_related("actividades").order_by("codigo"))

    def gastos_de(self, producto):
        return [gasto for gasto in self.gastos if gasto.producto_id == producto.pk]

    # --- Cifras impresas ---

    def de_una_celda(self, gastos):
        """El gasto de una fila de la tabla: la suma de los imputados ahí a un mismo ítem presupuestario."""
        filas = [self._fila(gasto) for gasto in gastos]
        return self._suma(filas, f"gasto-{gastos[0].codigo}", f"Gasto en {gastos[0].item}")

    def subtotal(self, producto):
        filas = [self._fila(gasto) for gasto in self.gastos_de(producto)]
        return self._suma(filas, f"subtotal-{producto.numero}", f"Subtotal Producto {producto.numero}")

    @cached_property
    def subtotales(self):
        return {producto.pk: self.subtotal(producto) for producto in self.productos}

    @cached_property
    def subtotal_productos(self):
        filas = [self._fila_de_cifra(self.subtotales[producto.pk]) for producto in self.productos]
        return self._suma(filas, "subtotal-productos", "Sub Total Productos")

    @cached_property
    def dpc(self):
        filas = [
            self._fila_de_grupo(grupo, "Gastos de los productos", grupo.base, grupo.dpc_porcentaje)
            for grupo in self.grupos or ()
        ]
        return self._tasa(filas, "dpc", "Direct Project Costing (DPC)")

    @cached_property
    def gms(self):
        filas = [
            self._fila_de_grupo(grupo, "Gastos de los productos más DPC", grupo.base_de_gms, grupo.gms_porcentaje)
            for grupo in self.grupos or ()
        ]
        return self._tasa(filas, "gms", "General Management Support (GMS)")

    @cached_property
    def total(self):
        """None («sin dato») si falta alguna de sus tres líneas: un total a medias engaña."""
        lineas = [self.subtotal_productos, self.dpc, self.gms]
        if any(linea.valor is None for linea in lineas):
            lineas = []
        return self._suma([self._fila_de_cifra(linea) for linea in lineas], "total", "Total")

    @cached_property
    def presupuesto_del_documento(self):
        monto = self.proyecto.presupuesto_documento
        return self._ingresada(monto, "presupuesto-documento", "Presupuesto del documento", self.proyecto.fuente)

    @cached_property
    def presupuesto_del_anio(self):
        fila = Presupuesto.objects.filter(proyecto=self.proyecto, anio=self.anio).first()
        return self._de_una_fila(fila, "presupuesto-anio", "Presupuesto del año")

    @cached_property
    def gasto_del_anio(self):
        fila = GastoDelAnio.objects.filter(proyecto=self.proyecto, anio=self.anio).first()
        return self._de_una_fila(fila, "gasto-anio", "Gasto del año")

    @cached_property
    def aportes(self):
        """Cada donante con la cifra ingresada de lo que puso en el año, en su orden."""
        filas = {
            aporte.donante_id: aporte
            for aporte in AporteAnual.objects.filter(donante__proyecto=self.proyecto, anio=self.anio)
        }
        return [
            (donante, self._de_una_fila(filas.get(donante.pk), f"aporte-{numero}", f"Aporte de {donante.nombre}"))
            for numero, donante in enumerate(self.donantes, start=1)
        ]

    @cached_property
    def donantes(self):
        return list(self.proyecto.donantes.order_by("orden", "nombre"))

    # --- Tasas ---

    @cached_property
    def tasas(self):
        return list(self.proyecto.tasas.order_by("-desde"))

    def tasa_de(self, gasto):
        """La tasa en vigor en la fecha del gasto; un gasto anual toma la del 31 de diciembre."""
        al = gasto.fecha or date(gasto.anio, 12, 31)
        return next((tasa for tasa in self.tasas if tasa.desde <= al), None)

    @cached_property
    def grupos(self):
        """Los gastos agrupados por par de tasas; None si algún gasto no tiene tasa en vigor."""
        bases = defaultdict(Decimal)
        for gasto in self.gastos:
            tasa = self.tasa_de(gasto)
            if tasa is None:
                return None
            bases[tasa.dpc, tasa.gms] += gasto.monto
        return [
            Grupo(f"Tasas DPC {formato(dpc)} % y GMS {formato(gms)} %", dpc, gms, base)
            for (dpc, gms), base in sorted(bases.items())
        ]

    # --- Cómo se hace cada cifra ---

    def _cifra(self, valor, operacion, filas, clave, nombre):
        return Cifra(
            valor=valor,
            formato=self.FORMATO,
            operacion=operacion,
            filas=tuple(filas),
            url=self.direccion_de(clave),
            clave=clave,
            nombre=nombre,
            decimales=2,
        )

    def _suma(self, filas, clave, nombre):
        valores = [fila.valor for fila in filas if fila.valor is not None]
        return self._cifra(sum(valores, Decimal(0)) if valores else None, "suma", filas, clave, nombre)

    def _tasa(self, filas, clave, nombre):
        valor = sum((a_centavos(fila.valor * fila.tasa / 100) for fila in filas), Decimal(0)) if filas else None
        return self._cifra(valor, "tasa", filas, clave, nombre)

    def _de_una_fila(self, fila, clave, nombre):
        return self._ingresada(fila and fila.monto, clave, nombre, fila.fuente if fila else "")

    def _ingresada(self, monto, clave, nombre, fuente):
        """Un hecho que alguien ingresó; su única fila dice de dónde salió, si viene de un documento."""
        origen = FilaDeOrigen(self.proyecto.codigo, con_fuente(nombre, fuente), "", monto, self.proyecto.moneda)
        return self._cifra(monto, "ingresada", [origen] if monto is not None else [], clave, nombre)

    def _fila(self, gasto):
        actividades = "; ".join(str(actividad) for actividad in gasto.actividades.all())
        partes = [str(gasto.item), actividades or "Sin actividad imputada", gasto.nota]
        return FilaDeOrigen(
            codigo=gasto.codigo,
            descripcion=con_fuente(". ".join(filter(None, partes)), gasto.fuente),
            institucion=gasto.donante.nombre if gasto.donante else "",
            valor=gasto.monto,
            unidad=self.proyecto.moneda,
        )

    def _fila_de_cifra(self, cifra):
        return FilaDeOrigen(self.proyecto.codigo, cifra.nombre, "", cifra.valor, self.proyecto.moneda, cifra.url)

    def _fila_de_grupo(self, grupo, descripcion, base, porcentaje):
        return FilaDeOrigen(
            codigo=self.proyecto.codigo,
            descripcion=f"{descripcion} ({grupo.nombre})",
            valor=base,
            unidad=self.proyecto.moneda,
            url=self.direccion_de("subtotal-productos"),
            grupo=grupo.nombre,
            tasa=porcentaje,
        )
