namespace AiPromptGen.Prompts.Recovery;

/// <summary>
/// Reads the prompts that one generator writes. Null means that the texts are not of this generator. It must never throw, even on a hostile
/// text.
/// </summary>
internal interface IPromptReader
{
    RecoveredPrompt? Read(PictureTexts texts);
}
