using APIMatic.Core.Types.Sdk;
using PaypalServerSdk.Standard.Http;
using PaypalServerSdk.Standard.Http.Client;
using PaypalServerSdk.Standard.Http.Request;
using PaypalServerSdk.Standard.Http.Response;
using PaypalServerSdk.Standard.Models;

namespace PaypalServerSdk.Standard.Exceptions;

/// <summary>Its message is a fixed sentence. What PayPal said is in the properties of the derived exceptions.</summary>
public class ApiException(string reason, HttpContext? context = null)
    : CoreApiException<HttpRequest, HttpResponse, HttpContext>(reason, context);

/// <summary>The exception that error answers about orders and payments become.</summary>
public class ErrorException : ApiException
{
    public ErrorException(string reason, HttpContext context)
        : base(reason, context) => (Name, Message, DebugId, Details) = ErrorBody.Read(context.Response.Text);

    public string? Name { get; set; }

    public new string? Message { get; set; }

    public string? DebugId { get; set; }

    public List<ErrorDetails>? Details { get; set; }
}

public class SubscriptionErrorException : ApiException
{
    public SubscriptionErrorException(string reason, HttpContext context)
        : base(reason, context) => (Name, Message, DebugId, Details) = ErrorBody.Read(context.Response.Text);

    public string? Name { get; set; }

    public new string? Message { get; set; }

    public string? DebugId { get; set; }

    public List<ErrorDetails>? Details { get; set; }
}

/// <summary>PayPal gave no access token.</summary>
public class OAuthProviderException(string reason, HttpContext context) : ApiException(reason, context);
