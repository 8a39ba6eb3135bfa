using System.Text;

namespace AiPromptGen.Prompts.Exports;

/// <summary>For reading and pasting: a heading, then each target's prompt under its name.</summary>
internal sealed class TextExport : ExportFormat
{
    public override string Id => "txt";
    public override string ContentType => "text/plain; charset=utf-8";
    public override string Extension => "txt";

    protected override string Separator => "\n";

    protected override string Write(ExportItem item)
    {
        var text = new StringBuilder().Append("# ").AppendLf(item.Title);
        if (item.Folder is { Length: > 0 } folder)
        {
            text.Append("Folder: ").AppendLf(folder);
        }

        if (item.Note is { Length: > 0 } note)
        {
            text.AppendLf(note);
        }

        foreach (var (target, rendering) in item.Renderings())
        {
            text.Append('\n').Append('[').Append(target.Name).AppendLf("]").AppendLf(rendering.Prompt);
            if (rendering.Negative is { Length: > 0 } negative)
            {
                text.Append("Negative prompt: ").AppendLf(negative);
            }

            if (rendering.Parameters.Count > 0)
            {
                text.Append("Settings: ").AppendLf(ExportText.Settings(rendering.Parameters));
            }
        }

        return text.ToString();
    }
}
