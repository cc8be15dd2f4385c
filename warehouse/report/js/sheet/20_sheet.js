// A page that is a text: only its words change with the language.

startFrame(drawTexts);
drawTexts();
