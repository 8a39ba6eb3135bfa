namespace AiPromptGen.Prompts.Recovery;

/// <summary>Knows how one generator writes its prompts. Null means "not mine"; hostile text must never throw.</summary>
internal interface IPromptReader
{
    RecoveredPrompt? Read(PictureTexts texts);
}
