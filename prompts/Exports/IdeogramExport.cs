namespace AiPromptGen.Prompts.Exports;

/// <summary>Ideogram 4's own JSON, a prompt a line, so that one prompt alone can be pasted as it is.</summary>
internal sealed class IdeogramExport : ExportFormat
{
    public override string Id => "ideogram-4";
    public override string ContentType => "application/x-ndjson";
    public override string Extension => "jsonl";

    protected override string Write(ExportItem item) => item.For(Id).Prompt + "\n";
}
