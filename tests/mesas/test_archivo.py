import hashlib
import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from comun.models import archivo
from comun.models.archivo import tipo_por_contenido
from mesas.models import ArchivoDeMesa, Evidencia
from tests.fabricas.mesas import MesaFactory
from tests.fabricas.sesiones import CompromisoFactory

PDF = b"%PDF-1.7 contenido"


def zip_con(*miembros, mimetype=None):
    memoria = io.BytesIO()
    with zipfile.ZipFile(memoria, "w") as paquete:
        if mimetype:
            paquete.writestr("mimetype", mimetype)
        for miembro in miembros:
            paquete.writestr(miembro, "x")
    return memoria.getvalue()


@pytest.mark.parametrize(
    ("contenido", "extension"),
    [
        (PDF, ".pdf"),
        (b"\xff\xd8\xff\xe0foto", ".jpg"),
        (b"\x89PNG\r\n\x1a\nfoto", ".png"),
        (b"RIFF0000WEBPfoto", ".webp"),
        (zip_con("word/document.xml"), ".docx"),
        (zip_con("xl/workbook.xml"), ".xlsx"),
        (zip_con(mimetype=archivo.ODT), ".odt"),
    ],
)
def test_reconoce_el_tipo_por_los_bytes(contenido, extension):
    assert archivo.EXTENSIONES[tipo_por_contenido(io.BytesIO(contenido))] == extension


@pytest.mark.parametrize(
    "contenido",
    [
        b"",
        b"<html><script>alert(1)</script>",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"MZ\x90\x00",
        zip_con("cualquiera.txt"),
        zip_con(mimetype="application/otro"),
        b"PK\x03\x04 cortado",
    ],
)
def test_lo_que_no_es_un_tipo_admitido_se_rechaza(contenido):
    assert tipo_por_contenido(io.BytesIO(contenido)) is None


@pytest.mark.django_db
def test_guarda_con_nombre_generado_huella_y_quien(encargada):
    subido = SimpleUploadedFile("../Foto de Ana.html", PDF)

    guardado = ArchivoDeMesa.guardar(por=encargada, subido=subido, mesa=MesaFactory())

    assert guardado.nombre == "Foto de Ana.html"
    assert "Ana" not in guardado.archivo.name
    assert guardado.archivo.name.endswith(".pdf")
    assert (guardado.sha256, guardado.tamano) == (hashlib.sha256(PDF).hexdigest(), len(PDF))
    assert (guardado.tipo_contenido, guardado.subido_por) == ("application/pdf", encargada)
    with guardado.archivo.open() as leido:
        assert leido.read() == PDF


@pytest.mark.django_db
def test_rechaza_un_tipo_no_admitido_y_uno_muy_grande_sin_guardar_nada(encargada, monkeypatch):
    mesa = MesaFactory()
    with pytest.raises(ValidationError, match="no es de un tipo admitido"):
        ArchivoDeMesa.guardar(por=encargada, subido=SimpleUploadedFile("acta.pdf", b"<html>"), mesa=mesa)
    monkeypatch.setattr(archivo, "TAMANO_MAXIMO", 5)
    with pytest.raises(ValidationError, match="más de 15 MB"):
        ArchivoDeMesa.guardar(por=encargada, subido=SimpleUploadedFile("acta.pdf", PDF), mesa=mesa)

    assert not ArchivoDeMesa.objects.exists()


@pytest.mark.django_db
def test_un_archivo_prueba_un_avance_y_lo_ve_quien_ve_la_mesa(valparaiso, encargada, ajena, nacional):
    compromiso = CompromisoFactory(direcciones=[valparaiso])
    foto = ArchivoDeMesa.guardar(por=encargada, subido=SimpleUploadedFile("foto.pdf", PDF), mesa=compromiso.mesa)

    compromiso.informar_avance(
        por=encargada, el=compromiso.vence, resultado="cumplido", evidencias=[Evidencia.de_archivo(foto)]
    )

    assert compromiso.estado == "cumplido_verificado"
    assert [ArchivoDeMesa.objects.visibles_para(u).exists() for u in (encargada, ajena, nacional)] == [
        True,
        False,
        True,
    ]


@pytest.mark.django_db
def test_una_evidencia_no_toma_un_archivo_de_otra_mesa(encargada):
    compromiso = CompromisoFactory()
    ajeno = ArchivoDeMesa.guardar(por=encargada, subido=SimpleUploadedFile("a.pdf", PDF), mesa=MesaFactory())

    with pytest.raises(ValidationError, match="otra mesa"):
        compromiso.informar_avance(
            por=encargada, el=compromiso.vence, resultado="cumplido", evidencias=[Evidencia.de_archivo(ajeno)]
        )


@pytest.mark.django_db
def test_la_base_exige_contenido_y_huella():
    with pytest.raises(IntegrityError, match="mesas_archivodemesa_con_huella"), transaction.atomic():
        ArchivoDeMesa.objects.create(nombre="a", archivo="a", tamano=0, sha256="", mesa=MesaFactory())
