using System.Collections.Frozen;

namespace AiPromptGen.Prompts.Recovery;

/// <summary>Reads the prompt that made a picture and its lens data out of what the intake found in the file.</summary>
internal static class MetadataReader
{
    private const ushort ImageDescription = 0x010E;
    private const ushort Make = 0x010F;
    private const ushort Model = 0x0110;
    private const ushort Software = 0x0131;
    private const ushort MakerNote = 0x927C;
    private const ushort UserCommentTag = 0x9286;

    /// <summary>Words that nodes write into the infotext of a picture when they could not follow its graph.</summary>
    private static readonly FrozenSet<string> Placeholders = FrozenSet.ToFrozenSet(
        ["unknown", "undefined", "none", "null", "n/a"],
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>
    /// The readers in the order in which they are tried: the strictest come first. A new generator needs one more reader here.
    /// </summary>
    private static readonly IPromptReader[] Readers =
    [
        new InvokeAIReader(),
        new NovelAIReader(),
        new SwarmUIReader(),
        new FooocusReader(),
        new CivitaiReader(),
        new SettingsJsonReader(),
        new EasyDiffusionReader(),
        new A1111Reader(),
        new ComfyUIReader(),
        new MidjourneyReader(),
    ];

    /// <param name="texts">The texts of the container; the EXIF texts are added to them.</param>
    /// <param name="exif">The EXIF block; empty when there is none.</param>
    /// <param name="xmp">The XMP packet of a file that is not a PNG; empty when there is none.</param>
    public static PictureMetadata Read(PictureTexts texts, ReadOnlySpan<byte> exif, ReadOnlySpan<byte> xmp = default)
    {
        if (XmpPacket.Decode(xmp) is { } packet)
        {
            texts.Add(XmpPacket.Key, packet);
        }

        var block = ExifBlock.Read(exif);
        if (block is not null)
        {
            AddTexts(texts, block);
        }

        return new PictureMetadata { Prompt = ReadPrompt(texts), Lens = block is null ? null : LensReader.Read(block) };
    }

    public static RecoveredPrompt? ReadPrompt(PictureTexts texts)
    {
        if (texts.Find(XmpPacket.Key) is { } packet)
        {
            XmpPacket.AddTo(texts, packet);
        }

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
        && found.Negative.Length <= RecoveredPrompt.MaxLength
        && found.Texts.Sum(text => (long)text.Text.Length) <= RecoveredPrompt.MaxLength
        && !Placeholders.Contains(found.Prompt.Trim());

    private static RecoveredPrompt WithBoundedParameters(RecoveredPrompt found) =>
        found.Parameters.Sum(each => (long)each.Name.Length + each.Value.Length) <= RecoveredPrompt.MaxLength
            ? found
            : found with
            {
                Parameters = [],
            };

    private static void AddTexts(PictureTexts texts, ExifBlock block)
    {
        // Some programs store the comment as plain ASCII, without the eight bytes that name its character code.
        Add(
            PictureTexts.UserComment,
            block.Text(UserCommentTag) ?? UserComment.Decode(block.Raw(UserCommentTag), block.BigEndian)
        );
        Add(PictureTexts.ImageDescription, block.Text(ImageDescription));
        Add(PictureTexts.Make, block.Text(Make));
        Add(PictureTexts.Model, block.Text(Model));
        Add(PictureTexts.MakerNote, block.Text(MakerNote));
        Add("Software", block.Text(Software));

        void Add(string key, string? text)
        {
            if (text is not null)
            {
                texts.Add(key, text);
            }
        }
    }
}
