from django.db import models

from comun.busqueda import SinTildes


class Alias(models.Model):
    """Otro nombre con que los documentos llaman a un objeto; la tabla de cada uno agrega a quién nombra."""

    nombre = models.CharField("otro nombre", max_length=200)
    busqueda = models.GeneratedField(
        expression=SinTildes("nombre"),
        output_field=models.CharField(max_length=200),
        db_persist=True,
        verbose_name="texto de búsqueda",
    )

    class Meta:
        abstract = True

    def __str__(self):
        return self.nombre


class ConAlias(models.Model):
    """Objeto que los documentos llaman de varias maneras: sus filas de Alias están en `alias`."""

    class Meta:
        abstract = True

    def agregar_alias(self, nombre):
        """Anota otro nombre con que los documentos lo llaman."""
        alias = self.alias.model(nombre=nombre, **{self.alias.field.name: self})
        alias.full_clean()
        alias.save()
        return alias

    def llamar_tambien(self, nombres):
        """Deja exactamente estos otros nombres; devuelve si cambió algo."""
        antes = {alias.nombre: alias for alias in self.alias.all()}
        for sobrante in set(antes) - set(nombres):
            antes[sobrante].delete()
        for nuevo in [nombre for nombre in nombres if nombre not in antes]:
            self.agregar_alias(nuevo)
        return set(antes) != set(nombres)
