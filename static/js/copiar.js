// Botones que copian al portapapeles el texto del elemento que nombran; sin este guion, el texto se selecciona a mano.
for (const boton of document.querySelectorAll("[data-copiar]")) {
  if (!navigator.clipboard) continue;
  boton.hidden = false;
  const palabra = boton.textContent;
  boton.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(boton.dataset.copiar).textContent);
    boton.textContent = "Copiado";
    setTimeout(() => { boton.textContent = palabra; }, 2000);
  });
}
