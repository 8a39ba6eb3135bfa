namespace AiPromptGen.Prompts.Pictures.Metadata;

/// <summary>Reads the prompt that made a picture and its lens data out of what the intake found in the file.</summary>
internal static class MetadataReader
{
    private const ushort Model = 0x0110;
    private const ushort UserCommentTag = 0x9286;

    /// <summary>Asked in turn; a new generator is one more reader here.</summary>
    private static readonly IPromptReader[] Readers = [new InvokeAIReader(), new A1111Reader(), new ComfyUIReader()];

    /// <param name="texts">Texts of the container; the EXIF texts are added to them.</param>
    /// <param name="exif">The EXIF block, or nothing.</param>
    public static PictureMetadata Read(PictureTexts texts, ReadOnlySpan<byte> exif)
    {
        var block = ExifBlock.Read(exif);
        if (block is not null)
        {
            AddTexts(texts, block);
        }

        return new PictureMetadata { Prompt = ReadPrompt(texts), Lens = block is null ? null : LensReader.Read(block) };
    }

    private static RecoveredPrompt? ReadPrompt(PictureTexts texts)
    {
        foreach (var reader in Readers)
        {
            if (reader.Read(texts) is { } found && IsWithinBounds(found))
            {
                return WithBoundedParameters(found);
            }
        }

        return null;
    }

    private static bool IsWithinBounds(RecoveredPrompt found) =>
        found.Prompt.Length is > 0 and <= RecoveredPrompt.MaxLength
        && found.Negative.Length <= RecoveredPrompt.MaxLength;

    private static RecoveredPrompt WithBoundedParameters(RecoveredPrompt found) =>
        found.Parameters.Sum(each => (long)each.Name.Length + each.Value.Length) <= RecoveredPrompt.MaxLength
            ? found
            : found with
            {
                Parameters = [],
            };

    private static void AddTexts(PictureTexts texts, ExifBlock block)
    {
        if (UserComment.Decode(block.Raw(UserCommentTag), block.BigEndian) is { } comment)
        {
            texts.Add(PictureTexts.UserComment, comment);
        }

        if (block.Text(Model) is { } model)
        {
            texts.Add(PictureTexts.Model, model);
        }
    }
}
